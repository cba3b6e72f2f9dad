// A projection as CSV: the file that Python's `projection_csv` writes.

import { say } from "../../texts/csv.js";
import { dataLabel } from "../../texts/speaking.js";
import { csvText } from "./csv-text.js";

const COLUMNS = [
  ...["year", "scheme", "source", "basis", "persons", "group_persons", "recipients", "coverage_percent"],
  ...["households_percent", "cost_percent_of_gdp", "net_percent_of_gdp", "cost_year", "cost_current_year"],
  ...["needed_percent_of_gdp", "rate_percent", "higher_rate_percent", "benefit_month"],
  ...["benefit_percent_of_gdp_per_person", "benefit_percent_of_poverty_line"],
];

/** Return a projection as CSV text: a row a year for all schemes, one for each scheme, and one for each source. */
export function projectionCsv({ years }, population) {
  const [all, label] = [say("all_schemes"), dataLabel(population)];
  const rows = years.flatMap((each) => {
    const shared = { year: each.year, basis: each.basis, persons: each.persons, data: label };
    return [{ scheme: all, ...each }, ...each.schemes, ...each.financing].map((record) => ({ ...shared, ...record }));
  });
  return csvText([...COLUMNS, "data"], rows);
}
