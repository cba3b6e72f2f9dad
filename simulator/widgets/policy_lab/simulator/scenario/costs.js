// What a policy costs, who pays it, and who gains and loses.

import { SimulatorError } from "../errors.js";
import { total, weighted, weightedTotal } from "../measures/headline.js";
import { words } from "../wording.js";

export const MONEY = ["paid_month", "received_month", "administration_month"];

/** Return what the policy costs. */
export function costOf({ population, schemes, existing }) {
  const { households, economy, mean_consumption: mean } = population;
  const sumOf = (entries, name) => total(entries.map((each) => weightedTotal(each[name], households.weight)));
  const [paid, received, administration] = MONEY.map((name) => sumOf(schemes, name));
  const saved = sumOf(existing, "saved_month");
  if (!(mean > 0)) {
    throw new SimulatorError(
      words(
        "nobody consumes anything in these data: no cost can be a share of that. The mean of all persons is 0. Mend the " +
          "column consumption_month.",
      ),
    );
  }
  const month = paid + administration;
  return {
    paid_month: paid,
    received_month: received,
    administration_month: administration,
    total_month: month,
    saved_month: saved,
    needed_month: Math.max(0, month - saved),
    total_year: 12 * month,
    percent_of_gdp: percentOfGdp(population, month),
    percent_of_mean_consumption: percentOfMean(population, month),
    survey_mean_percent_of_gdp_per_person: (100 * mean) / economy.gdp_per_person_month,
  };
}

/** Return an amount a month in percent of GDP. */
export function percentOfGdp({ economy, persons_weight: persons }, month) {
  return (100 * month) / (economy.gdp_per_person_month * persons);
}

/** Return an amount of all persons a month in percent of what all of them consume. */
export function percentOfMean({ mean_consumption: mean, persons_weight: persons }, month) {
  return (100 * month) / (mean * persons);
}

/** Return what one source contributes, with its rate, or both where it has a higher one. */
export function paymentOf(population, { given: { source, share, values }, needed_month, rate, levied_month: levied }) {
  const times = values.get("higher_rate") ?? 1;
  return {
    source: source.id,
    label: source.label,
    share,
    needed_month,
    percent_of_gdp: percentOfGdp(population, needed_month),
    percent_of_mean_consumption: percentOfMean(population, needed_month),
    rate_percent: rate === null ? null : 100 * rate,
    higher_rate_percent: rate === null || times === 1 ? null : 100 * rate * times,
    levied_month: levied && weightedTotal(levied, population.households.weight),
  };
}

/**
 * Return {gained, won, lost, same}, one number a household: what it gains a month, and the weight of its members in
 * the column of those who gain, lose, or stay as they are. `gains` are a month per person.
 */
export function gainersOf({ members_weight: members }, gains) {
  const [won, lost, same] = [0, 1, 2].map(() => new Float64Array(gains.length));
  for (let household = 0; household < gains.length; household++) {
    const side = gains[household] > 0 ? won : gains[household] < 0 ? lost : same;
    side[household] = members[household];
  }
  return { gained: weighted(gains, members), won, lost, same };
}

/** Return who gains and who loses, from `gainersOf`. */
export function balanceOf(population, { gained: gains, won, lost, same }) {
  const percent = (part) => (100 * total(part)) / population.persons_weight;
  const [winners, losers, unchanged] = [won, lost, same].map(percent);
  let [gained, lostMonth] = [0, 0];
  for (const gain of gains) {
    if (gain > 0) gained += gain;
    else lostMonth -= gain;
  }
  return {
    winners_percent: winners,
    losers_percent: losers,
    unchanged_percent: unchanged,
    gained_month: gained,
    gained_percent_of_gdp: percentOfGdp(population, gained),
    gained_percent_of_mean_consumption: percentOfMean(population, gained),
    lost_month: lostMonth,
    lost_percent_of_gdp: percentOfGdp(population, lostMonth),
    lost_percent_of_mean_consumption: percentOfMean(population, lostMonth),
  };
}

/** Return an amount a month in the three units in which it is shown. */
export function moneyOf({ economy, mean_consumption: mean }, month) {
  return {
    currency_month: month,
    percent_of_gdp_per_person: (100 * month) / economy.gdp_per_person_month,
    percent_of_mean_consumption: (100 * month) / mean,
  };
}
