// Who pays: the budget with its two sides, and who gains and who loses when both are counted.

import { say } from "../../texts/financing.js";
import { say as shared } from "../../texts/lab.js";
import { columnsChart } from "../charts/columns.js";
import { fixed, money, percent, share } from "../format.js";
import { emptyPanel, legend, tenthName } from "../panel.js";
import { insideSentence } from "../../texts/speaking.js";

const MONTHS = 12;

/** Return the panel of who pays. */
export function makePanel(place) {
  const panel = emptyPanel("financing", say("title"), place);
  const labels = {
    id: "financing-chart",
    title: say("chart"),
    text: say("chart_text"),
  };
  const ends = [shared("tenths.first"), shared("tenths.last")];
  const chart = columnsChart(labels, { count: 10, classes: ["reached", "missed"], ends });
  const key = legend(["reached", say("gain_of_tenth")], ["missed", say("lose_of_tenth")]);
  const budget = panel.numbers(say("budget"), [shared("words.line"), shared("words.money_a_year"), shared("words.of_gdp"), shared("words.rate")]);
  const balance = panel.numbers(say("balance"), [shared("tenths.heading"), say("gain"), say("lose"), say("net_gain")]);
  panel.body.append(key, chart.node, panel.mark, budget, balance);
  return panel.filledBy((_state, summary) => {
    chart.update(summary.tenths.map(columnOf));
    return [financingSentence(summary), budgetRows(summary), summary.tenths.map(balanceRow)];
  });
}

function columnOf({ tenth, hidden, winners_percent: winners, losers_percent: losers }) {
  const [up, down] = [winners, losers].map((each) => each ?? 0);
  const texts = [winners, losers].map((each) => (each === null ? shared("words.none") : fixed(each, 0)));
  const hint = shared("tenths.hint", { tenth, said: hidden ?? say("hint", { gain: texts[0], lose: texts[1] }) });
  return { name: fixed(tenth), values: [up, -down], texts: [texts[0], down > 0 ? texts[1] : ""], hint };
}

/** Return the lines of the budget: what is spent, less what is saved, and from where it comes. */
function budgetRows({ cost, financing, currency }) {
  const gdp = cost.total_month ? cost.percent_of_gdp / cost.total_month : 0;
  const row = (name, month, rate = shared("words.none")) => [name, money(currency, MONTHS * month), share(month * gdp, 2), rate];
  const saved = cost.saved_month ? [row(say("saved"), -cost.saved_month)] : [];
  return [
    row(say("paid_out"), cost.paid_month),
    row(say("administration"), cost.administration_month),
    ...saved,
    row(say("needed"), cost.needed_month),
    ...financing.map((each) => row(each.label, each.levied_month ?? each.needed_month, rateText(each))),
  ];
}

function rateText({ rate_percent: rate, higher_rate_percent: higher }) {
  if (rate === null) return say("not_modelled");
  return higher === null ? share(rate, 2) : say("two_rates", { rate: share(rate, 2), higher: share(higher, 2) });
}

function balanceRow({ tenth, hidden, winners_percent: winners, losers_percent: losers, gain_percent: gain }) {
  if (hidden) return [tenthName(tenth), hidden, shared("words.none"), shared("words.none")];
  const texts = [share(winners, 0), share(losers, 0), gain === null ? shared("words.nobody") : share(gain, 2)];
  return [tenthName(tenth), ...(winners === null ? texts.map(() => shared("words.nobody")) : texts)];
}

function financingSentence({ cost, financing, balance, currency }) {
  if (cost.total_month === 0) return say("nothing");
  const spent = money(currency, MONTHS * cost.needed_month);
  const payers = financing.map(payerWords).join(say("between_payers"));
  const [gain, lose] = [percent(balance.winners_percent), percent(balance.losers_percent)];
  return say("sentence", { spent, payers: payers || say("from_outside"), gain, lose });
}

function payerWords({ label, rate_percent: rate, higher_rate_percent: higher }) {
  const places = { source: insideSentence(label), rate: percent(rate ?? 0, 2), higher: percent(higher ?? 0, 2) };
  return say(`payer.${rate === null ? "not_modelled" : higher === null ? "one_rate" : "two_rates"}`, places);
}
