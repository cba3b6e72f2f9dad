"""A draft of a mapping from a file's names and labels, with how sure each line is."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from simulator.surveys.fields import CODE, FIELDS, HOUSEHOLDS, Field
from simulator.surveys.files import read_files
from simulator.surveys.hints import label_fits, name_fits, said_in
from simulator.surveys.mapping import ColumnMapping, SurveyMapping
from simulator.surveys.mapping_file import VERSION
from simulator.surveys.recognised import recognised
from simulator.surveys.sources import Given
from simulator.surveys.tables import Table, find_column
from simulator.surveys.words import with_codes

MOST_NAMES = 40
NOT_SHARED = "; the file of households has no column of this name: rename one, or name several columns"
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


def propose_mapping(survey: Given | Mapping[str, Given], name: str | None = None) -> str:
    """Return the YAML text of a mapping to begin with, a line a column, with how sure each is.

    It reads as a mapping as it stands. No value of a row is in it, but codes with the labels that the file
    itself gives them. `survey` as for `load_survey`, one file or two: then columns of persons are looked for
    in the file of persons, and each line says which file. Other arguments and errors as `read_table`.

    >>> lines = propose_mapping(b"hhid,wgt,age\\n1,2,30\\n", name="a.csv").splitlines()
    >>> print(lines[18][:69])
      weight: {column: "wgt", counts: households}  # likely, by its name:
    """
    tables = list(read_files(survey, name).values())
    known, _ = recognised(tables, SurveyMapping({}))
    found = {name: _found(tables, field, known) for name, field in FIELDS.items()}
    head = HEAD.format(version=VERSION, name=_quoted(" and ".join(table.name for table in tables)))
    lines = [_line(each, FIELDS[field], known) for field, each in found.items()]
    unused = [line for table in tables for line in _unused(table, found.values())]
    return "\n".join([head, *lines, *unused, TAIL, ""])


class _Found(NamedTuple):
    """A column that fits a field: its table, its name, and why; the name is None where none was found."""

    table: Table
    column: str | None
    sure: str


def _found(tables: list[Table], field: Field, known: SurveyMapping) -> _Found:
    """Return the column that fits a field best: of two files each person's in that of the persons."""
    of_field = tables if field.table == HOUSEHOLDS else tables[-1:]
    for table in of_field:
        column, sure = _best(table, field, known)
        shared = len(tables) == 1 or field.name != "household" or find_column(tables[0], str(column))
        if column is not None:
            where = "" if len(tables) == 1 else f", in {_shown(table.name)}"
            return _Found(table, column, sure + where + ("" if shared else NOT_SHARED))
    return _Found(of_field[0], None, "")


def _best(table: Table, field: Field, known: SurveyMapping) -> tuple[str | None, str]:
    """Return the column that fits a field best, and why."""
    if field.name in known.columns and find_column(table, known.columns[field.name].columns[0]):
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


def _line(found: _Found, field: Field, known: SurveyMapping) -> str:
    table, column, sure = found
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


def _unused(table: Table, found: Iterable[_Found]) -> Iterator[str]:
    """Yield the columns of a file that no field was found for, with their labels."""
    used = {each.column for each in found}
    rest = [str(each) for each in table.frame.columns if each not in used]
    if rest:
        yield f"# Columns of {_shown(table.name)} that are not used:"
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
