// Rows as CSV text that no spreadsheet takes for a formula.

const FORMULA = /^[=+\-@\t\r]/;

/** Return rows, records by column, as CSV text with a heading; what a row lacks is empty. */
export function csvText(columns, rows) {
  const lines = rows.map((row) => columns.map((name) => quoted(row[name] ?? "")).join(","));
  return [columns.join(","), ...lines, ""].join("\r\n");
}

/** Return a value as a cell of a CSV file. */
export function quoted(value) {
  const text = typeof value === "string" && FORMULA.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
