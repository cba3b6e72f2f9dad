// What an amount is worth, in words: in the units that let it be compared.

import { say } from "../texts/lab.js";
import { money, percent } from "./format.js";
import { plain } from "../simulator/numerals.js";
import { declaredOf } from "./parts.js";
import { benefitOf, valuesOf, worthOf } from "./state.js";

// What these steps pay is the amount or less, by the recipient's means.
const LESS = ["withdraw", "taper", "cap"];

/** Say an amount for those who listen: in its own unit, and in currency. `context` is {part, population}. */
export function spokenAmount(state, parameter, context) {
  const values = valuesOf(state, context.part);
  const amount = money(context.population.economy.currency, worthOf(state, parameter, context).currency_month);
  const worth = isBenefit(state, parameter, context) ? say(`worth.${periodOf(state, context)}`, { amount }) : say("worth.month", { amount });
  const unit = parameter.units?.[values.get(parameter.unit_from)];
  const inCurrency = values.get(parameter.unit_from) === "currency" || !unit;
  return inCurrency ? worth : say("worth.spoken", { value: plain(values.get(parameter.path)), unit, worth });
}

/** Say what the amount is worth, and of the benefit to whom it is paid. */
export function worthText(state, parameter, context) {
  const worth = worthOf(state, parameter, context);
  const amount = money(context.population.economy.currency, worth.currency_month);
  return [
    isBenefit(state, parameter, context) ? paidText(state, context, amount) : say("worth.month", { amount }),
    say("worth.of_gdp", { share: percent(worth.percent_of_gdp_per_person) }),
    say("worth.of_consumption", { share: percent(worth.percent_of_mean_consumption) }),
  ].join("\n");
}

const isBenefit = (state, parameter, { part }) => parameter.path === benefitOf(declaredOf(state, part));

function stepsOf(state, { part }) {
  const { pay, rule_pay: rulePay } = declaredOf(state, part);
  return [...pay, ...(rulePay[valuesOf(state, part).get("rule")] ?? [])];
}

// Twelve weeks are paid, or one birth: the amount is no monthly income then.
const periodOf = (state, context) =>
  stepsOf(state, context).some((step) => step.primitive === "prorate") ? "full_rate" : "month";

function paidText(state, context, amount) {
  const [steps, values] = [stepsOf(state, context), valuesOf(state, context.part)];
  const { one } = declaredOf(state, context.part);
  const sharing = steps.find((step) => step.primitive === "share");
  const per = sharing && (sharing.arguments.per ?? values.get(sharing.parameters.per));
  const paid = say(`worth.${periodOf(state, context)}`, { amount });
  const most = steps.some((step) => LESS.includes(step.primitive)) ? "worth.up_to_for_each" : "worth.for_each";
  return say(most, { paid, one: per === "household" ? say("words.household") : one });
}
