// Poverty at every line of the country: the answer may hang on where the line lies.

import { dotsChart } from "../charts/dots.js";
import { big, money, percent, share } from "../format.js";
import { emptyPanel, legend } from "../panel.js";
import { fgt, total } from "../../simulator/measures/headline.js";
import { povertyLine } from "../../simulator/population.js";

/** Return the panel of poverty at all lines. */
export function makePanel(place) {
  const panel = emptyPanel("poverty-lines", "Poverty at every line", place);
  const chart = dotsChart({
    id: "poverty-lines-chart",
    title: "Share of people below each poverty line, before and after",
    text: "Two dots for each line, before and after. The numbers are in the table below.",
  });
  const headings = ["Poverty line, a month", "Before", "After"];
  const key = legend(["before-dot", "Before"], ["after-dot", "After"]);
  panel.body.append(key, chart.node, panel.mark, panel.numbers("Poverty at every line", headings));
  return panel.filledBy((state, { currency }, { outcome }) => {
    const lines = povertyAtLines(outcome, state.line);
    chart.update(lines.map(({ line, headcount }) => ({ name: line.label, hidden: null, ...headcount })));
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
    row(`${line.label}, ${money(currency, line.month)}: headcount, %`, headcount, 1),
    row("Its poverty gap, %", gap, 2),
  ];
}

function linesSentence(lines, persons) {
  const fallOf = ({ headcount: { before, after } }) => before - after;
  if (lines.length === 1) return oneLine(lines[0], persons);
  const [least, most] = [Math.min, Math.max].map((end) => lines.find((each) => fallOf(each) === end(...lines.map(fallOf))));
  const rises = lines.filter((each) => fallOf(each) < 0).length;
  const falls = lines.filter((each) => fallOf(each) > 0).length;
  if (!rises && !falls) return "Poverty stays as it is at every line.";
  const where = falls === lines.length ? "falls at every line" : `falls at ${falls} and rises at ${rises} of ${lines.length} lines`;
  const shown = falls ? most : least;
  return `Poverty ${where}. It moves most at “${shown.line.label}”: ${moved(shown, persons)}.`;
}

function oneLine(each, persons) {
  return `This country has one line, “${each.line.label}”: ${moved(each, persons)}.`;
}

function moved({ headcount: { before, after } }, persons) {
  const people = big((Math.abs(before - after) / 100) * persons);
  return `from ${percent(before)} to ${percent(after)}, ${people} people ${after > before ? "more" : "fewer"}`;
}
