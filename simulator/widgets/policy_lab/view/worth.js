// What an amount is worth, in words: in the units that let it be compared.

import { money, percent } from "./format.js";
import { benefitOf, schemeOf, valuesOf, worthOf } from "./state.js";

// What these steps pay is the amount or less, by the recipient's means.
const LESS = ["withdraw", "taper", "cap"];

/** Say an amount for those who listen: in its own unit, and in currency. */
export function spokenAmount(state, parameter, population) {
  const values = valuesOf(state);
  const amount = money(population.economy.currency, worthOf(state, parameter, population).currency_month);
  const worth = isBenefit(state, parameter) ? `${amount} ${periodOf(state)}` : `${amount} a month`;
  const unit = parameter.units?.[values.get(parameter.unit_from)];
  const inCurrency = values.get(parameter.unit_from) === "currency" || !unit;
  return inCurrency ? worth : `${values.get(parameter.path)} ${unit}, ${worth}`;
}

/** Say what the amount is worth, and of the benefit to whom it is paid. */
export function worthText(state, parameter, population) {
  const worth = worthOf(state, parameter, population);
  const amount = money(population.economy.currency, worth.currency_month);
  return [
    isBenefit(state, parameter) ? paidText(state, amount) : `${amount} a month`,
    `${percent(worth.percent_of_gdp_per_person)} of GDP per person`,
    `${percent(worth.percent_of_mean_consumption)} of mean consumption`,
  ].join("\n");
}

const isBenefit = (state, parameter) => parameter.path === benefitOf(schemeOf(state));

function stepsOf(state) {
  const { pay, rule_pay: rulePay } = schemeOf(state);
  return [...pay, ...(rulePay[valuesOf(state).get("rule")] ?? [])];
}

// Twelve weeks are paid, or one birth: the amount is no monthly income then.
const periodOf = (state) =>
  stepsOf(state).some((step) => step.primitive === "prorate") ? "at the full rate" : "a month";

function paidText(state, amount) {
  const [steps, values, { one }] = [stepsOf(state), valuesOf(state), schemeOf(state)];
  const sharing = steps.find((step) => step.primitive === "share");
  const per = sharing && (sharing.arguments.per ?? values.get(sharing.parameters.per));
  const most = steps.some((step) => LESS.includes(step.primitive)) ? "up to " : "";
  return `${most}${amount} ${periodOf(state)} for each ${per === "household" ? "household" : one}`;
}
