// A law in a later year: its amounts in currency, moved by the index; its people and money as assumed.

import { checkedValues } from "../parameters.js";
import { withRollOuts } from "../policy/roll-out.js";
import { changedPopulation } from "../population.js";
import { inCurrency } from "../primitives/setting.js";
import { amountsAfter, consumptionAfter } from "./outlook.js";

/**
 * Return the policy so many years after its first, with every amount of money in currency: an amount given as a share
 * is one of the first year's people and economy, and is multiplied by the index, `factor` in all. So is what a levy
 * leaves free. A roll-out goes on by a year each year.
 */
export function lawAfter(policy, first, factor, years) {
  const moved = (declared, each) => ({ ...each, values: inCurrencyOf(declared, each.values, first, factor) });
  const law = {
    ...policy,
    schemes: policy.schemes.map((each) => moved(each.scheme, each)),
    interactions: policy.interactions.map((each) => moved(each.interaction, each)),
    financing: policy.financing.map((each) => moved(each.source, each)),
  };
  return withRollOuts(law, (year, { high }) => Math.min(year + years, high));
}

/**
 * Return the population with its money so many years later, in constant prices: GDP per person, wages and consumption
 * grow as assumed, benefits that exist by `index`. Poverty lines keep their real value.
 */
export function grown(population, outlook, years, index) {
  const { households, persons, economy } = population;
  const [wages, gdp] = ["wages", "gdp_per_person"].map((name) => amountsAfter(outlook, name, years));
  const times = (column, factor) => column && column.map((each) => each * factor);
  const benefits = persons.benefits_month && [...persons.benefits_month].map(([name, each]) => [name, times(each, index)]);
  return changedPopulation(population, {
    households: { ...households, consumption_month: times(households.consumption_month, consumptionAfter(outlook, years)) },
    persons: {
      ...persons,
      earnings_month: times(persons.earnings_month, wages),
      previous_earnings_month: times(persons.previous_earnings_month, wages),
      benefits_month: benefits && new Map(benefits),
    },
    economy: {
      ...economy,
      gdp_per_person_month: economy.gdp_per_person_month * gdp,
      average_wage_month: economy.average_wage_month && economy.average_wage_month * wages,
    },
  });
}

/** Return the values with each amount in currency, moved by the index; one that leaves its bounds is refused. */
function inCurrencyOf({ id, parameters }, values, first, factor) {
  const found = new Map(values);
  for (const [path, value] of values) {
    const unit = parameters.get(path).unit_from;
    if (!unit) continue;
    found.set(path, factor * inCurrency(first, value, values.get(unit)));
    found.set(unit, "currency");
  }
  return checkedValues(parameters, found, id);
}
