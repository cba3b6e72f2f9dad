// A projection as CSV: the file that Python's `projection_csv` writes.

import { csvText } from "./csv-text.js";

const COLUMNS = [
  ...["year", "scheme", "basis", "persons", "group_persons", "recipients", "coverage_percent", "households_percent"],
  ...["cost_percent_of_gdp", "net_percent_of_gdp", "cost_year", "cost_current_year", "benefit_month"],
  ...["benefit_percent_of_gdp_per_person", "benefit_percent_of_poverty_line"],
];
const ALL = "all schemes";

/** Return a projection as CSV text: a row a year for all schemes, and one for each scheme. */
export function projectionCsv({ years, data_label: label }) {
  const rows = years.flatMap((each) => {
    const shared = { scheme: ALL, year: each.year, basis: each.basis, persons: each.persons };
    return [each, ...each.schemes].map((record) => ({ ...shared, ...record, data: label }));
  });
  return csvText([...COLUMNS, "data"], rows);
}
