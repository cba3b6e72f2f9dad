// Poverty at every line of the country: the answer may hang on where the line lies.

import { say } from "../../texts/poverty_lines.js";
import { say as shared } from "../../texts/lab.js";
import { dotsChart } from "../charts/dots.js";
import { big, money, percent, share } from "../format.js";
import { emptyPanel, legend } from "../panel.js";
import { fgt, total } from "../../simulator/measures/headline.js";
import { povertyLine } from "../../simulator/population.js";
import { named } from "../../texts/speaking.js";

/** Return the panel of poverty at all lines. */
export function makePanel(place) {
  const panel = emptyPanel("poverty-lines", say("title"), place);
  const chart = dotsChart({
    id: "poverty-lines-chart",
    title: say("chart"),
    text: say("chart_text"),
  });
  const headings = [say("line"), shared("words.before"), shared("words.after")];
  const key = legend(["before-dot", shared("words.before")], ["after-dot", shared("words.after")]);
  panel.body.append(key, chart.node, panel.mark, panel.numbers(say("title"), headings));
  return panel.filledBy((state, { currency }, { outcome }) => {
    const lines = povertyAtLines(outcome, state.line);
    chart.update(lines.map(({ line, headcount }) => ({ name: named(line.label), hidden: null, ...headcount })));
    return [linesSentence(lines, total(outcome.population.members_weight)), lines.flatMap((each) => lineRows(each, currency))];
  });
}

/**
 * Return for each line of the country and the one chosen, which may be typed, {line, headcount, gap}, each before and
 * after in percent; the lowest line first.
 */
export function povertyAtLines(outcome, chosen) {
  const { population, consumption_before_month: before, consumption_after_month: after } = outcome;
  const { economy, members_weight: members } = population;
  const all = new Set([...economy.poverty_lines, povertyLine(economy, chosen)]);
  const lines = [...all].sort((one, other) => one.month - other.month);
  return lines.map((line) => {
    const at = (alpha) => ({
      before: 100 * fgt(before, members, line.month, alpha),
      after: 100 * fgt(after, members, line.month, alpha),
    });
    return { line, headcount: at(0), gap: at(1) };
  });
}

function lineRows({ line, headcount, gap }, currency) {
  const row = (name, { before, after }, digits) => [name, share(before, digits), share(after, digits)];
  return [
    row(say("headcount", { line: named(line.label), amount: money(currency, line.month) }), headcount, 1),
    row(say("gap"), gap, 2),
  ];
}

function linesSentence(lines, persons) {
  const fallOf = ({ headcount: { before, after } }) => before - after;
  if (lines.length === 1) return oneLine(lines[0], persons);
  const [least, most] = [Math.min, Math.max].map((end) => lines.find((each) => fallOf(each) === end(...lines.map(fallOf))));
  const rises = lines.filter((each) => fallOf(each) < 0).length;
  const falls = lines.filter((each) => fallOf(each) > 0).length;
  if (!rises && !falls) return say("stays");
  const where = say(falls === lines.length ? "falls" : "falls_and_rises", { falls, rises, count: lines.length });
  return `${where} ${moved("moves_most", falls ? most : least, persons)}`;
}

function oneLine(each, persons) {
  return moved("one_line", each, persons);
}

function moved(where, { line, headcount: { before, after } }, persons) {
  const count = (Math.abs(before - after) / 100) * persons;
  const places = { line: named(line.label), before: percent(before), after: percent(after), count, people: big(count) };
  return say(`${where}.${after > before ? "more" : "fewer"}`, places);
}
