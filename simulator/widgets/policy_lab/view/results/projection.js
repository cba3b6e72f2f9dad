// What the policy costs in the years to come, and what its benefits are then worth.

import { yearsChart } from "../charts/years.js";
import { html, put } from "../dom.js";
import { big, fixed, percent, share } from "../format.js";
import { emptyPanel, legend } from "../panel.js";
import { peopleByYear } from "../../simulator/projection/people.js";
import { planOf, projectedYear, projectionOf } from "../../simulator/projection/running.js";
import { assumptionFields, startingAssumptions } from "./assumptions.js";
import { panelChoice } from "./choice.js";
import { projectionCsv } from "./projection-csv.js";
import { workedPanel } from "./working.js";

// The year to which ESCAP's simulator shows what a policy costs.
const MARKED = 2031;
const TEXT = "A line over the years. The numbers are in the table below.";
const LINES = ["line-before", "line-after"];

/** Return the panel of the years to come. */
export function makePanel(place) {
  const panel = emptyPanel("projection", "The years to come", place);
  const parts = partsOf(place, panel, () => worked.again());
  const { fields, scheme, results } = parts;
  panel.body.append(fields.node, scheme.node, results);
  let latest = null;
  panel.savesTable(`${place.country}-projection.csv`, () => (results.hidden || !latest ? null : projectionCsv(latest.projection)));
  const filled = panel.filledBy((found) => {
    latest = found;
    return fillParts(parts, found);
  });
  const people = peopleOf(place);
  const worked = workedPanel(filled, results, "Years computed", async ([state, , { catalogue }], turn) => {
    const { years, revenue } = await people();
    scheme.offer(state.policy.schemes.map((each, number) => [String(number), `${number + 1}. ${each.scheme.label}`]));
    scheme.node.hidden = state.policy.schemes.length < 2;
    const asked = { ...fields.value(), baseline: state.baseline };
    const policies = [state.policy, ...(state.alternative ? [state.alternative] : [])];
    const plans = policies.map((policy) => planOf(years, policy, catalogue, asked));
    const [projection, kept = null] = await projectionsOf(plans, turn);
    return { projection, kept, revenue, place: Number(scheme.value()), sources: catalogue.sources };
  });
  return worked;
}

/** Return what gives the people by year and the revenue of the country, asked for once. */
function peopleOf({ country, population, files }) {
  let years = null;
  return async () => {
    const { published, built_for: builtFor, revenue } = await files.years(country);
    years ??= peopleByYear(population, published, builtFor);
    return { years, revenue };
  };
}

async function projectionsOf(plans, turn) {
  const found = [];
  const all = plans.length * plans[0].years.length;
  let done = 0;
  for (const plan of plans) {
    const years = [];
    for (const year of plan.years) {
      years.push(projectedYear(plan, year));
      await turn(++done, all);
    }
    found.push(projectionOf(plan, years));
  }
  return found;
}

function partsOf({ population, kept: remembered }, panel, again) {
  const fields = assumptionFields(remembered("projection", startingAssumptions()), again);
  const scheme = panelChoice({ id: "projection-scheme", label: "Benefit of", onChoose: again });
  const charts = {
    cost: chartOf("cost", "Cost of the policy in each year, in percent of GDP"),
    benefit: chartOf("benefit", "Benefit in each year, in percent of GDP per person"),
  };
  const key = legend(["line-after", "This policy"], ["line-before", "Alternative A"]);
  const [warnings, notes] = [html("p", { class: "note warning" }), html("p")];
  const basis = html("details", { class: "more basis" }, html("summary", {}, "What these numbers rest on"), notes);
  const { price_year: year, currency } = population.economy;
  const costs = ["Year", `${currency} a year, prices of ${year}`, `${currency} of that year`, "% of GDP", "% of revenue"];
  const paid = ["Year", "Recipients", "% of all people", `${currency} a month`, "% of GDP per person", "% of poverty line"];
  const kept = ["Year", "A: cost, % of GDP", "Less than B", "A: benefit, % of GDP per person"];
  const name = (text) => html("p", { class: "chart-name" }, text);
  const results = html("div", {});
  results.append(
    key,
    ...[name("Cost, % of GDP"), charts.cost.node],
    ...[name("What a recipient gets, % of GDP per person"), charts.benefit.node],
    ...[panel.mark, warnings, basis, panel.numbers("Cost in the years to come", costs)],
    panel.numbers("Recipients and what each gets", paid),
    panel.numbers("Who pays in the years to come", ["Year", "Source", "% of GDP", "Rate, %"]),
    panel.numbers("Alternative A in the years to come", kept),
  );
  return { fields, scheme, charts, key, warnings, notes, results };
}

function chartOf(name, title) {
  return yearsChart({ id: `projection-${name}-chart`, title, text: TEXT }, LINES);
}

/** Show what was found; returns the sentence and the rows of each table. */
function fillParts({ charts, key, warnings, notes }, { projection, kept, revenue, place, sources }) {
  const years = projection.years.map(({ year }) => year);
  key.lastChild.hidden = kept === null;
  const line = (projected, value) => projected && projected.years.map(value);
  const cost = ({ cost_percent_of_gdp: of }) => of;
  const worth = ({ schemes }) => schemes[place]?.benefit_percent_of_gdp_per_person ?? null;
  charts.cost.update(years, [line(kept, cost), line(projection, cost)], MARKED);
  charts.benefit.update(years, [line(kept, worth), line(projection, worth)], MARKED);
  put(warnings, projection.warnings.join(" "));
  warnings.hidden = !projection.warnings.length;
  put(notes, [revenueNote(revenue), ...projection.notes].join(" "));
  const costs = projection.years.map((each) => costRow(each, revenue));
  const paid = projection.years.map((each) => paidRow(each, place));
  const payers = projection.years.flatMap((each) => payerRows(each, sources));
  return [sentenceOf(projection, revenue, kept, place), costs, paid, payers, keptRows(projection, kept, place)];
}

function costRow(year, revenue) {
  const ofAll = revenue ? share(ofRevenue(year, revenue)) : "not known";
  return [String(year.year), big(year.cost_year), big(year.cost_current_year), share(year.cost_percent_of_gdp, 2), ofAll];
}

function paidRow({ year, recipients, coverage_percent: coverage, schemes }, place) {
  const { benefit_month: month, ...paid } = schemes[place];
  const percents = [paid.benefit_percent_of_gdp_per_person, paid.benefit_percent_of_poverty_line];
  const texts = month === null ? ["nobody", "nobody", "nobody"] : [big(month), ...percents.map((each) => share(each))];
  return [String(year), big(recipients), share(coverage), ...texts];
}

function payerRows({ year, financing }, sources) {
  return financing.map(({ source, needed_percent_of_gdp: needed, rate_percent: rate, higher_rate_percent: higher }) => {
    const rates = [rate, higher].filter((each) => each !== null).map((each) => share(each));
    return [String(year), sources.get(source).label, share(needed, 2), rates.join(", then ") || "–"];
  });
}

function keptRows({ years }, kept, place) {
  if (!kept) return [["No policy is kept as A", "–", "–", "–"]];
  return kept.years.map(({ year, cost_percent_of_gdp: cost, schemes }, at) => {
    const worth = schemes[place]?.benefit_percent_of_gdp_per_person ?? null;
    const less = fixed(years[at].cost_percent_of_gdp - cost, 2);
    return [String(year), share(cost, 2), less.replace("-", "−"), worth === null ? "nobody" : share(worth)];
  });
}

const ofRevenue = (year, revenue) => (100 * year.cost_percent_of_gdp) / revenue.value;

function revenueNote(revenue) {
  if (revenue === null) return "The facts of this country hold no revenue of the government, so no cost is a share of it.";
  const taken = `Revenue is all that general government took in ${revenue.year}, ${percent(revenue.value)} of GDP`;
  return `${taken}; it is assumed to stay that share. Source: ${revenue.source}.`;
}

/** Say what the policy costs at the start, in the marked year and at the end, and what becomes of the benefit. */
function sentenceOf({ years }, revenue, kept, place) {
  const shown = [...new Set([years[0], years.find(({ year }) => year === MARKED), years.at(-1)])].filter(Boolean);
  const costs = shown.map((each) => `${percent(each.cost_percent_of_gdp, 2)} in ${each.year}`);
  const cost = `In percent of GDP the policy costs ${listed(costs)}.`;
  return [cost, revenueSentence(shown, revenue), worthSentence(years, place), keptSentence(shown, kept)].filter(Boolean).join(" ");
}

function revenueSentence(shown, revenue) {
  if (revenue === null) return "";
  return `Of the government's revenue that is ${listed(shown.map((each) => percent(ofRevenue(each, revenue))))}.`;
}

function worthSentence(years, place) {
  const [first, last] = [years[0], years.at(-1)].map(({ schemes }) => schemes[place]?.benefit_percent_of_gdp_per_person ?? null);
  if (first === null || last === null) return "Nobody is paid in the first or the last of these years.";
  const [was, is] = [first, last].map((each) => percent(each));
  if (was === is) return `A recipient gets ${was} of GDP per person throughout.`;
  return `A recipient gets ${was} of GDP per person at first, and ${is} at the end.`;
}

function keptSentence(shown, kept) {
  if (!kept) return "";
  const last = shown.at(-1);
  const other = kept.years.find(({ year }) => year === last.year);
  const more = last.cost_percent_of_gdp - other.cost_percent_of_gdp;
  const size = fixed(Math.abs(more), 2);
  return `In ${last.year} alternative A costs ${percent(other.cost_percent_of_gdp, 2)}, ${size} points ${more > 0 ? "less" : "more"}.`;
}

function listed(texts) {
  return texts.length < 2 ? texts.join("") : `${texts.slice(0, -1).join(", ")} and ${texts.at(-1)}`;
}
