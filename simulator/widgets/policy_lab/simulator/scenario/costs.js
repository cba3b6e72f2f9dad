// What a policy costs, who pays it, and who gains and loses.

import { SimulatorError } from "../errors.js";
import { total, weightedTotal } from "../measures/headline.js";
import { totalMonth } from "../engine/outcome.js";

export const MONEY = ["paid_month", "received_month", "administration_month"];

/** Return what the policy costs. */
export function costOf({ population, schemes, existing }) {
  const { households, economy, mean_consumption: mean } = population;
  const [paid, received, administration] = MONEY.map((name) =>
    weightedTotal(totalMonth(population, schemes, name), households.weight),
  );
  const saved = weightedTotal(totalMonth(population, existing, "saved_month"), households.weight);
  if (!(mean > 0)) {
    throw new SimulatorError(
      "nobody consumes anything in these data: no cost can be a share of that. The mean of all persons is 0. " +
        "Mend the column consumption_month.",
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
export function percentOfGdp({ economy, members_weight: members }, month) {
  return (100 * month) / (economy.gdp_per_person_month * total(members));
}

/** Return an amount of all persons a month in percent of what all of them consume. */
export function percentOfMean({ mean_consumption: mean, members_weight: members }, month) {
  return (100 * month) / (mean * total(members));
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

/** Return who gains and who loses; `gains` are a month per person, one a household. */
export function balanceOf(population, gains) {
  const { members_weight: members } = population;
  const of = (test) => members.map((each, household) => (test(gains[household]) ? each : 0));
  const [won, lost, same] = [of((gain) => gain > 0), of((gain) => gain < 0), of((gain) => gain === 0)];
  const [winners, losers, unchanged] = [won, lost, same].map((part) => (100 * total(part)) / total(members));
  const [gained, given] = [won, lost].map((part) => weightedTotal(gains, part));
  const lostMonth = given ? -given : 0;
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
