// What is assumed of the years to come: growth, inflation, and what the amounts of a law follow.

import { BadInput, unknown } from "../errors.js";
import { asNumber } from "../measures/amounts.js";
import { plain } from "../numerals.js";
import { checkedValues } from "../parameters.js";
import { DECLARED } from "./declared.js";
import { numeral, words } from "../wording.js";

const INDEXATIONS = ["prices", "wages", "gdp_per_person", "none"];
const ALL_OF_IT = 1e-9;

/** What is declared about the years to come, by name, and the choice of what amounts follow. */
export const OUTLOOK_PARAMETERS = new Map(DECLARED.outlook.map((each) => [each.path, each]));
export const INDEXATION_PARAMETER = DECLARED.indexation;

/** Return real growth and inflation in percent a year, the given ones checked, the others as declared. */
export function outlookOf(given = {}) {
  return Object.fromEntries(checkedValues(OUTLOOK_PARAMETERS, new Map(Object.entries(given)), "outlook"));
}

/** Return by what prices are multiplied in so many years. */
export function pricesAfter({ inflation }, years) {
  return (1 + inflation / 100) ** years;
}

/** Return by what each household's consumption is multiplied in so many years, in constant prices. */
export function consumptionAfter({ consumption_share_of_growth: part, gdp_per_person_growth: growth }, years) {
  return (1 + (part * growth) / 100) ** years;
}

/** Return by what an indexed amount is multiplied in so many years, in constant prices; weights mix each year's growth. */
export function amountsAfter(outlook, indexation, years) {
  const yearly = {
    prices: 1,
    wages: 1 + outlook.wage_growth / 100,
    gdp_per_person: 1 + outlook.gdp_per_person_growth / 100,
    none: 1 / pricesAfter(outlook, 1),
  };
  const mixed = Object.entries(indexationWeights(indexation)).map(([name, weight]) => weight * yearly[name]);
  return mixed.reduce((sum, each) => sum + each, 0) ** years;
}

/** Return what amounts follow, with the weight of each: one name counts 1, weights add up to 1. */
export function indexationWeights(indexation) {
  const given = typeof indexation === "string" ? { [indexation]: 1 } : indexation;
  const weights = {};
  for (const [name, weight] of Object.entries(given)) {
    if (!INDEXATIONS.includes(name)) throw unknown("indexation", name, INDEXATIONS);
    const [allowed, mend] = [words("a weight from 0 to 1"), words("Write 0.5 for one half.")];
    weights[name] = asNumber(`indexation.${name}`, weight, [0, 1], allowed, mend);
  }
  const all = Object.values(weights).reduce((sum, each) => sum + each, 0);
  if (Math.abs(all - 1) > ALL_OF_IT) {
    const mend = words("Write {\"prices\": 0.5, \"wages\": 0.5}.");
    throw new BadInput("indexation", JSON.stringify(weights), words("weights that add up to 1"), mend);
  }
  return weights;
}

/** Return an indexation as it is typed: one name, or several with their weights, 'prices=0.5,wages=0.5'. */
export function indexationFromText(text) {
  if (!text.includes("=")) return text.trim();
  const pairs = text.split(",").map((part) => part.split("=").map((each) => each.trim()));
  return Object.fromEntries(pairs.map(([name, weight]) => [name, Number(weight)]));
}

/** Return an indexation in words. */
export function indexationText(indexation) {
  const weights = Object.entries(indexationWeights(indexation));
  if (weights.length === 1) return called(weights[0][0]);
  const parts = weights.map(([name, weight]) => ({ percent: numeral(plain(100 * weight)), name: called(name) }));
  return parts.map((part) => words("{percent} % {name}", part)).join(", ");
}

function called(name) {
  if (name === "gdp_per_person") return words("GDP per person");
  return { prices: words("prices"), wages: words("wages"), none: words("nothing") }[name];
}
