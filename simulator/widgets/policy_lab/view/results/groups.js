// Poverty, reach and gain for each group of people, parted as the reader chooses.

import { dotsChart } from "../charts/dots.js";
import { percent, share } from "../format.js";
import { emptyPanel, legend } from "../panel.js";
import { breakdown, breakdownsOf } from "../../simulator/scenario/breakdown.js";
import { panelChoice, repeatable } from "./choice.js";

const NAMES = {
  area: "Rural and urban areas",
  region: "Regions",
  decile: "Tenths, from poor to rich",
  household_type: "Household types",
  sex: "Women and men",
  life_stage: "Children, adults, older people",
  age_group: "Five-year age groups",
  disability: "Disability",
  work: "Work",
};

/** Return the panel of results by group. */
export function makePanel(place) {
  const panel = emptyPanel("groups", "Results by group", place);
  const chart = dotsChart({
    id: "groups-chart",
    title: "Share of people below the poverty line by group, before and after",
    text: "Two dots for each group, before and after. The numbers are in the table below.",
  });
  const choice = panelChoice({
    id: "groups-by",
    label: "Part the people by",
    choices: breakdownsOf(place.population).map((by) => [by, NAMES[by]]),
    onChoose: () => filled.again(),
  });
  const headings = ["Group", "Poor before, %", "Poor after, %", "Reached, %", "Gain, %"];
  const key = legend(["before-dot", "Before"], ["after-dot", "After"]);
  panel.body.append(choice.node, key, chart.node, panel.mark, panel.numbers("Results by group", headings));
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
  return { name: label, hidden, before: headcount(before), after: headcount(after) };
}

function headcount(poverty) {
  return poverty && poverty.headcount_percent;
}

function groupRow({ label, hidden, poverty, reached_percent: reached, gain_percent: gain }) {
  if (hidden) return [label, hidden, "–", "–", "–"];
  const poor = [poverty.before, poverty.after].map((each) => share(each.headcount_percent));
  return [label, ...poor, share(reached), gain === null ? "nobody" : share(gain, 2)];
}

/** Say in which group poverty falls most, and what must be known of the numbers. */
export function groupsSentence(groups) {
  const shown = groups.filter(({ hidden }) => !hidden);
  const fallOf = ({ poverty: { before, after } }) => before.headcount_percent - after.headcount_percent;
  const most = shown.reduce((best, each) => (best === null || fallOf(each) > fallOf(best) ? each : best), null);
  const { assumption_driven: isAssumed, hidden } = groups.find((each) => each.hidden) ?? groups[0];
  const assumed = "Driven by assumptions: how these groups differ was assumed, not published.";
  const hides = `Some groups are ${hidden} of the survey.`;
  return [changeSentence(most, fallOf), isAssumed ? assumed : "", hidden ? hides : ""].filter(Boolean).join(" ");
}

function changeSentence(most, fallOf) {
  if (most === null) return "No group is large enough to be shown.";
  const { label, poverty, gain_percent: gain } = most;
  if (!(fallOf(most) > 0)) return "Poverty falls in none of these groups.";
  const [was, is] = [poverty.before, poverty.after].map((each) => percent(each.headcount_percent));
  return `Poverty falls most in the group “${label}”: from ${was} to ${is}. ${gainSentence(gain)}`;
}

function gainSentence(gain) {
  if (gain === null) return "Nobody of it has any consumption to count a gain by.";
  if (gain === 0) return "All counted, it neither gains nor loses.";
  return `All counted, it ${gain > 0 ? "gains" : "loses"} ${percent(Math.abs(gain), 2)} of its consumption.`;
}
