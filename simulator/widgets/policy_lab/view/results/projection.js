// What the policy costs in the years to come, and what its benefits are then worth.

import { say } from "../../texts/projection.js";
import { say as shared } from "../../texts/lab.js";
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
import { listed } from "../../texts/speaking.js";

// The year to which ESCAP's simulator shows what a policy costs.
const MARKED = 2031;
const LINES = ["line-before", "line-after"];

/** Return the panel of the years to come. */
export function makePanel(place) {
  const panel = emptyPanel("projection", say("title"), place);
  const parts = partsOf(place, panel, () => worked.again());
  const { fields, scheme, results } = parts;
  panel.body.append(fields.node, scheme.node, results);
  let latest = null;
  panel.savesTable(`${place.country}-projection.csv`, () => (results.hidden || !latest ? null : projectionCsv(latest.projection, place.population)));
  const filled = panel.filledBy((found) => {
    latest = found;
    return fillParts(parts, found);
  });
  const people = peopleOf(place);
  const worked = workedPanel(filled, results, say("computed"), async ([state, , { catalogue }], turn) => {
    const { years, revenue } = await people();
    scheme.offer(state.policy.schemes.map((each, number) => [String(number), shared("part.numbered", { number: number + 1, name: each.scheme.label })]));
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
  const scheme = panelChoice({ id: "projection-scheme", label: say("benefit_of"), onChoose: again });
  const charts = {
    cost: chartOf("cost", say("cost_chart")),
    benefit: chartOf("benefit", say("benefit_chart")),
  };
  const key = legend(["line-after", say("this_policy")], ["line-before", say("alternative")]);
  const [warnings, notes] = [html("p", { class: "note warning" }), html("p")];
  const basis = html("details", { class: "more basis" }, html("summary", {}, say("basis")), notes);
  const { price_year: year, currency } = population.economy;
  const money = { currency, year: String(year) };
  const headings = (table, ...columns) => [say("year"), ...columns.map((each) => say(`${table}.${each}`, money))];
  const costs = headings("costs", "at_prices", "of_that_year", "of_gdp", "of_revenue");
  const paid = headings("paid", "recipients", "of_people", "month", "of_gdp_per_person", "of_line");
  const payers = headings("payers", "source", "of_gdp", "rate");
  const kept = headings("kept", "cost", "less", "benefit");
  const name = (text) => html("p", { class: "chart-name" }, text);
  const results = html("div", {});
  results.append(
    key,
    ...[name(say("cost_name")), charts.cost.node],
    ...[name(say("benefit_name")), charts.benefit.node],
    ...[panel.mark, warnings, basis, panel.numbers(say("costs.title"), costs)],
    panel.numbers(say("paid.title"), paid),
    panel.numbers(say("payers.title"), payers),
    panel.numbers(say("kept.title"), kept),
  );
  return { fields, scheme, charts, key, warnings, notes, results };
}

function chartOf(name, title) {
  return yearsChart({ id: `projection-${name}-chart`, title, text: say("chart_text") }, LINES);
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
  const ofAll = revenue ? share(ofRevenue(year, revenue)) : say("not_known");
  return [String(year.year), big(year.cost_year), big(year.cost_current_year), share(year.cost_percent_of_gdp, 2), ofAll];
}

function paidRow({ year, recipients, coverage_percent: coverage, schemes }, place) {
  const { benefit_month: month, ...paid } = schemes[place];
  const percents = [paid.benefit_percent_of_gdp_per_person, paid.benefit_percent_of_poverty_line];
  const texts = month === null ? Array(3).fill(shared("words.nobody")) : [big(month), ...percents.map((each) => share(each))];
  return [String(year), big(recipients), share(coverage), ...texts];
}

function payerRows({ year, financing }, sources) {
  return financing.map(({ source, needed_percent_of_gdp: needed, rate_percent: rate, higher_rate_percent: higher }) => {
    const rates = [rate, higher].filter((each) => each !== null).map((each) => share(each));
    return [String(year), sources.get(source).label, share(needed, 2), rates.join(say("then")) || shared("words.none")];
  });
}

function keptRows({ years }, kept, place) {
  if (!kept) return [[shared("words.no_a"), ...Array(3).fill(shared("words.none"))]];
  return kept.years.map(({ year, cost_percent_of_gdp: cost, schemes }, at) => {
    const worth = schemes[place]?.benefit_percent_of_gdp_per_person ?? null;
    const less = years[at].cost_percent_of_gdp - cost;
    return [String(year), share(cost, 2), signed(less), worth === null ? shared("words.nobody") : share(worth)];
  });
}

function signed(value) {
  const size = fixed(Math.abs(value), 2);
  return value < 0 && size !== fixed(0, 2) ? shared("numbers.minus", { value: size }) : size;
}

const ofRevenue = (year, revenue) => (100 * year.cost_percent_of_gdp) / revenue.value;

function revenueNote(revenue) {
  if (revenue === null) return say("no_revenue");
  const { year, source } = revenue;
  return say("revenue", { year: String(year), share: percent(revenue.value), source });
}

/** Say what the policy costs at the start, in the marked year and at the end, and what becomes of the benefit. */
function sentenceOf({ years }, revenue, kept, place) {
  const shown = [...new Set([years[0], years.find(({ year }) => year === MARKED), years.at(-1)])].filter(Boolean);
  const costs = shown.map((each) => say("cost_in", { cost: percent(each.cost_percent_of_gdp, 2), year: String(each.year) }));
  const cost = say("costs_of_years", { costs: listed(costs) });
  return [cost, revenueSentence(shown, revenue), worthSentence(years, place), keptSentence(shown, kept)].filter(Boolean).join(" ");
}

function revenueSentence(shown, revenue) {
  if (revenue === null) return "";
  return say("of_revenue", { shares: listed(shown.map((each) => percent(ofRevenue(each, revenue)))) });
}

function worthSentence(years, place) {
  const [first, last] = [years[0], years.at(-1)].map(({ schemes }) => schemes[place]?.benefit_percent_of_gdp_per_person ?? null);
  if (first === null || last === null) return say("nobody_paid");
  const [was, is] = [first, last].map((each) => percent(each));
  return say(was === is ? "gets_throughout" : "gets", { was, is });
}

function keptSentence(shown, kept) {
  if (!kept) return "";
  const last = shown.at(-1);
  const other = kept.years.find(({ year }) => year === last.year);
  const more = last.cost_percent_of_gdp - other.cost_percent_of_gdp;
  const places = { year: String(last.year), cost: percent(other.cost_percent_of_gdp, 2), points: fixed(Math.abs(more), 2) };
  return say(more > 0 ? "kept_costs_less" : "kept_costs_more", places);
}
