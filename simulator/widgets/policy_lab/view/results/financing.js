// Who pays: the budget with its two sides, and who gains and who loses when both are counted.

import { columnsChart } from "../charts/columns.js";
import { fixed, money, percent, share } from "../format.js";
import { emptyPanel, legend, tenthName } from "../panel.js";

const MONTHS = 12;

/** Return the panel of who pays. */
export function makePanel(place) {
  const panel = emptyPanel("financing", "Who pays, who gains", place);
  const labels = {
    id: "financing-chart",
    title: "Winners and losers, net of what they pay, by tenth of all people",
    text: "A bar up for winners and a bar down for losers, for each tenth. The numbers are in the table below.",
  };
  const ends = ["poorest tenth", "richest tenth"];
  const chart = columnsChart(labels, { count: 10, classes: ["reached", "missed"], ends });
  const key = legend(["reached", "Gain, % of the tenth"], ["missed", "Lose, % of the tenth"]);
  const budget = panel.numbers("The budget", ["Line", "Money a year", "% of GDP", "Rate, %"]);
  const balance = panel.numbers("Winners and losers", ["Tenth of people", "Gain, %", "Lose, %", "Net gain, %"]);
  panel.body.append(key, chart.node, panel.mark, budget, balance);
  return panel.filledBy((_state, summary) => {
    chart.update(summary.tenths.map(columnOf));
    return [financingSentence(summary), budgetRows(summary), summary.tenths.map(balanceRow)];
  });
}

function columnOf({ tenth, hidden, winners_percent: winners, losers_percent: losers }) {
  const [up, down] = [winners, losers].map((each) => each ?? 0);
  const texts = [winners, losers].map((each) => (each === null ? "–" : fixed(each, 0)));
  const hint = `Tenth ${tenth}: ${hidden ?? `${texts[0]} % gain, ${texts[1]} % lose`}`;
  return { name: String(tenth), values: [up, -down], texts: [texts[0], down > 0 ? texts[1] : ""], hint };
}

/** Return the lines of the budget: what is spent, less what is saved, and from where it comes. */
function budgetRows({ cost, financing, currency }) {
  const gdp = cost.total_month ? cost.percent_of_gdp / cost.total_month : 0;
  const row = (name, month, rate = "–") => [name, money(currency, MONTHS * month), share(month * gdp, 2), rate];
  const saved = cost.saved_month ? [row("Saved on benefits replaced", -cost.saved_month)] : [];
  return [
    row("Benefits paid out", cost.paid_month),
    row("Administration", cost.administration_month),
    ...saved,
    row("To be paid for", cost.needed_month),
    ...financing.map((each) => row(each.label, each.levied_month ?? each.needed_month, rateText(each))),
  ];
}

function rateText({ rate_percent: rate, higher_rate_percent: higher }) {
  if (rate === null) return "not modelled";
  return higher === null ? share(rate, 2) : `${share(rate, 2)} and ${share(higher, 2)}`;
}

function balanceRow({ tenth, hidden, winners_percent: winners, losers_percent: losers, gain_percent: gain }) {
  if (hidden) return [tenthName(tenth), hidden, "–", "–"];
  const texts = [share(winners, 0), share(losers, 0), gain === null ? "nobody" : share(gain, 2)];
  return [tenthName(tenth), ...(winners === null ? ["nobody", "nobody", "nobody"] : texts)];
}

function financingSentence({ cost, financing, balance, currency }) {
  if (cost.total_month === 0) return "Nothing is spent, so nobody has to pay.";
  const spent = money(currency, MONTHS * cost.needed_month);
  const payers = financing.map((each) => `${each.label.toLowerCase()}${rateWords(each)}`).join(", and ");
  const net = `${percent(balance.winners_percent)} of people gain and ${percent(balance.losers_percent)} lose, all counted`;
  return `Benefits and administration need ${spent} a year. How it is paid: ${payers || "from outside"}. ${net}.`;
}

function rateWords({ rate_percent: rate, higher_rate_percent: higher }) {
  if (rate === null) return " (who pays it is not modelled)";
  return higher === null ? ` at ${percent(rate, 2)}` : ` at ${percent(rate, 2)} and ${percent(higher, 2)}`;
}
