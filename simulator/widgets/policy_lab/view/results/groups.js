// Poverty, reach and gain for each group of people, parted as the reader chooses.

import { say } from "../../texts/groups.js";
import { say as shared } from "../../texts/lab.js";
import { dotsChart } from "../charts/dots.js";
import { percent, share } from "../format.js";
import { emptyPanel, legend } from "../panel.js";
import { breakdown, breakdownsOf } from "../../simulator/scenario/breakdown.js";
import { panelChoice, repeatable } from "./choice.js";
import { named } from "../../texts/speaking.js";

/** Return the panel of results by group. */
export function makePanel(place) {
  const panel = emptyPanel("groups", say("title"), place);
  const chart = dotsChart({
    id: "groups-chart",
    title: say("chart"),
    text: say("chart_text"),
  });
  const choice = panelChoice({
    id: "groups-by",
    label: say("part_by"),
    choices: breakdownsOf(place.population).map((by) => [by, say(`by.${by}`)]),
    onChoose: () => filled.again(),
  });
  const headings = [say("group"), say("poor_before"), say("poor_after"), shared("words.reached_percent"), say("gain")];
  const key = legend(["before-dot", shared("words.before")], ["after-dot", shared("words.after")]);
  panel.body.append(choice.node, key, chart.node, panel.mark, panel.numbers(say("title"), headings));
  const filled = repeatable(
    panel.filledBy(({ line }, _summary, { outcome, catalogue }) => {
      const groups = breakdown(outcome, choice.value(), catalogue, line);
      chart.update(groups.map(dotOf));
      return [groupsSentence(groups), groups.map(groupRow)];
    }),
  );
  return filled;
}

function dotOf({ label, hidden, poverty: { before, after } }) {
  return { name: named(label), hidden, before: headcount(before), after: headcount(after) };
}

function headcount(poverty) {
  return poverty && poverty.headcount_percent;
}

function groupRow({ label, hidden, poverty, reached_percent: reached, gain_percent: gain }) {
  if (hidden) return [named(label), hidden, ...Array(3).fill(shared("words.none"))];
  const poor = [poverty.before, poverty.after].map((each) => share(each.headcount_percent));
  return [named(label), ...poor, share(reached), gain === null ? shared("words.nobody") : share(gain, 2)];
}

/** Say in which group poverty falls most, and what must be known of the numbers. */
export function groupsSentence(groups) {
  const shown = groups.filter(({ hidden }) => !hidden);
  const fallOf = ({ poverty: { before, after } }) => before.headcount_percent - after.headcount_percent;
  const most = shown.reduce((best, each) => (best === null || fallOf(each) > fallOf(best) ? each : best), null);
  const { assumption_driven: isAssumed, hidden } = groups.find((each) => each.hidden) ?? groups[0];
  return [changeSentence(most, fallOf), isAssumed ? say("assumed") : "", hidden ? say("hidden", { hidden }) : ""].filter(Boolean).join(" ");
}

function changeSentence(most, fallOf) {
  if (most === null) return say("none_large_enough");
  const { label, poverty, gain_percent: gain } = most;
  if (!(fallOf(most) > 0)) return say("falls_nowhere");
  const [was, is] = [poverty.before, poverty.after].map((each) => percent(each.headcount_percent));
  return `${say("falls_most", { group: named(label), was, is })} ${gainSentence(gain)}`;
}

function gainSentence(gain) {
  if (gain === null) return say("gain_of_nobody");
  if (gain === 0) return say("neither");
  return say(gain > 0 ? "gains" : "loses", { share: percent(Math.abs(gain), 2) });
}
