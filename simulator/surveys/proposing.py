"""A draft of a mapping from a file's names and labels, with how sure each line is."""

from __future__ import annotations

import json
from collections.abc import Iterator

from simulator.surveys.fields import CODE, FIELDS, Field
from simulator.surveys.files import read_table
from simulator.surveys.hints import label_fits, name_fits, said_in
from simulator.surveys.mapping import ColumnMapping, SurveyMapping
from simulator.surveys.mapping_file import VERSION
from simulator.surveys.recognised import recognised
from simulator.surveys.sources import Given
from simulator.surveys.tables import Table
from simulator.surveys.words import with_codes

MOST_NAMES = 40
# Yes and no, or "other", are labels of too many columns to tell the rest.
TOLD_BY_CODES = ("urban", "sex", "relation")
HEAD = """# A draft of a mapping, made from names and labels alone. Read every line: each says how sure it is.
# Then run: python -m simulator check-survey FILE --mapping THIS_FILE
version: {version}
name: {name}
# What money is worth: name a country that `python -m simulator countries` lists, or fill in an economy.
# country: nepal
# economy:
#   currency: …
#   price_year: …
#   gdp_per_person_month: …
#   lcu_month_per_ppp_day: …      # what one PPP dollar a day is worth a month, in local currency
#   poverty_lines:
#   - {{id: national, label: National line, month: …, source: …}}
# Codes that mean that nothing is known, in any column:
# missing: [98, 99]
columns:"""
TAIL = """# Benefits that people already get, all of them, each by a name:
# benefits:
#   pension: {column: …, period: month, per: person, missing_means: 0}"""


def propose_mapping(survey: Given, name: str | None = None) -> str:
    """Return the YAML text of a mapping to begin with, a line a column, with how sure each is.

    It reads as a mapping as it stands. No value of a row is in it, but codes with the labels that the file
    itself gives them. Arguments and errors as `read_table`.

    >>> lines = propose_mapping(b"hhid,wgt,age\\n1,2,30\\n", name="a.csv").splitlines()
    >>> print(lines[18][:69])
      weight: {column: "wgt", counts: households}  # likely, by its name:
    """
    table = read_table(survey, name)
    known, _ = recognised([table], SurveyMapping({}))
    found = {field: _best(table, FIELDS[field], known) for field in FIELDS}
    head = HEAD.format(version=VERSION, name=_quoted(table.name))
    lines = [_line(table, FIELDS[field], column, sure, known) for field, (column, sure) in found.items()]
    used = {column for column, _ in found.values()}
    rest = [str(each) for each in table.frame.columns if each not in used]
    return "\n".join([head, *lines, *_unused(table, rest), TAIL, ""])


def _best(table: Table, field: Field, known: SurveyMapping) -> tuple[str | None, str]:
    """Return the column that fits a field best, and why."""
    if field.name in known.columns:
        return known.columns[field.name].columns[0], "sure: the name is known"
    columns = [str(each) for each in table.frame.columns]
    by_label = [each for each in columns if label_fits(field.name, table.labels.get(each, ""))]
    by_name = [each for each in columns if name_fits(field.name, each)]
    by_codes = [each for each in columns if field.name in TOLD_BY_CODES and _names_two(table, field, each)]
    both = [each for each in by_label if each in by_name]
    reasons = {"its name and label": both, "its name": by_name, "its label": by_label, "its codes": by_codes}
    for why, fitting in reasons.items():
        if fitting:
            others = f"; or {', '.join(fitting[1:4])}" if len(fitting) > 1 else ""
            return fitting[0], f"{'likely' if len(fitting) == 1 else 'perhaps'}, by {why}{others}"
    return None, ""


def _names_two(table: Table, field: Field, column: str) -> bool:
    """Say whether the labels of a column's codes name two of the field's codes."""
    return (
        column in table.value_labels and len(list(_codes(table, field, column, ColumnMapping((column,))))) > 1
    )


def _line(table: Table, field: Field, column: str | None, sure: str, known: SurveyMapping) -> str:
    if column is None:
        needed = "NEEDED, and nothing was found" if field.required else "nothing was found"
        return f"  # {field.name}: …  # {needed}: {field.help}"
    meant = known.columns.get(field.name, ColumnMapping((column,)))
    codes = list(_codes(table, field, column, meant))
    told = said_in(table.labels.get(column, ""), field.options)
    options = [f"{name}: {told.get(name, meant.option(field, name))}" for name in field.options]
    parts = [f"column: {_quoted(column)}", *codes, *options]
    value = _quoted(column) if len(parts) == 1 else f"{{{', '.join(parts)}}}"
    said = f" (its label: {_shown(table.labels[column])})" if table.labels.get(column) else ""
    choices = "".join(f". {name} may be {', '.join(each)}" for name, each in field.options.items())
    asked = f". Say which codes mean {', '.join(field.codes)}" if field.codes and not codes else ""
    return f"  {field.name}: {value}  # {sure}: {field.help}{said}{choices}{asked}"


def _codes(table: Table, field: Field, column: str, meant: ColumnMapping) -> Iterator[str]:
    """Yield the codes that are known, or that the file's labels explain."""
    if field.kind != CODE:
        return
    labelled = table.value_labels.get(column, {})
    found, _ = with_codes(table, column, meant, field)
    for name in field.codes:
        codes = [code for code in found.codes.get(name, ()) if meant.codes or code in labelled]
        if codes:
            yield f"{name}: [{', '.join(_quoted(each) for each in codes)}]"


def _unused(table: Table, rest: list[str]) -> Iterator[str]:
    """Yield the columns that no field was found for, with their labels."""
    if rest:
        yield "# Columns that are not used:"
    for name in rest[:MOST_NAMES]:
        label = table.labels.get(name)
        yield f"#   {_shown(name)}" + (f": {_shown(label)}" if label else "")
    if len(rest) > MOST_NAMES:
        yield f"#   and {len(rest) - MOST_NAMES} more"


def _quoted(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = json.dumps(value, ensure_ascii=False)
    return "".join(sign if sign.isprintable() else f"\\U{ord(sign):08x}" for sign in text)


def _shown(text: str) -> str:
    """Return a text of the file on one line, cut when long: it stands in a comment."""
    words = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return words if len(words) <= 80 else words[:79] + "…"
