"""`proxy-errors`: the theory of a proxy means test as tables, JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from simulator.measures import proxy_errors, proxy_exclusion_error, proxy_inclusion_error
from simulator.reports import json_schema
from tests.simulator.command_line.typing_it import Captured, misused, printed, refused

PUBLISHED = {0.3: 0.536, 0.5: 0.43, 0.8: 0.257}


def test_the_table_holds_the_theory(capsys: Captured) -> None:
    """Each row is an R2, each column a quota, each number the share of the poorest that is missed."""
    text = printed(["proxy-errors", "--quotas", "20,40", "--r-squared", "0.3,0.5,0.8"], capsys)
    assert "quota 20 %  quota 40 %" in text and "the inclusion error is the same" in text
    for r_squared, missed in PUBLISHED.items():
        row = next(line for line in text.splitlines() if line.startswith(f"R2 of {r_squared:g} "))
        twenty, forty = (float(each) / 100 for each in row.split()[-2:])
        assert twenty == pytest.approx(missed, abs=5e-4)
        assert forty == pytest.approx(proxy_exclusion_error(r_squared, 0.4), abs=5e-5)


def test_a_target_parts_the_two_errors(capsys: Captured) -> None:
    """With a target of its own a larger quota misses fewer of the poorest and reaches more others."""
    text = printed(
        ["proxy-errors", "--quotas", "20,40", "--target", "20", "--r-squared", "0.5", "--json", "-"], capsys
    )
    data = json.loads(text)
    Draft202012Validator(json_schema("proxy-errors")).validate(data)
    small, large = data["errors"]
    assert large["exclusion_error_percent"] < small["exclusion_error_percent"]
    assert large["inclusion_error_percent"] == pytest.approx(100 * proxy_inclusion_error(0.5, 0.4, 0.2))
    assert small["exclusion_error_percent"] == pytest.approx(small["inclusion_error_percent"])


def test_the_csv_reads_back(tmp_path: Path, capsys: Captured) -> None:
    """The file has a row for each quota and R2, whose numbers are Python's."""
    out = tmp_path / "errors.csv"
    assert "Theory: " in printed(["proxy-errors", "--csv", str(out)], capsys)
    rows = list(csv.DictReader(io.StringIO(out.read_text("utf-8-sig"))))
    quotas, scores = ([float(row[name]) for row in rows] for name in ("quota_percent", "r_squared"))
    expected = proxy_errors([0.1, 0.2, 0.3, 0.4, 0.6], [0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8])
    assert [float(row["exclusion_error_percent"]) for row in rows] == [
        each.exclusion_error_percent for each in expected
    ]
    assert quotas == [each.quota_percent for each in expected] and len(set(scores)) == 7


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (["--quotas", "0"], "--quotas: '0' .* from 0.001 to 100"),
        (["--quotas", "20,101"], "'101' "),
        (["--quotas", "0.2,x"], "'x' .* Write 20,40"),
        (["--r-squared", "1.2"], "--r-squared: '1.2' .* from 0 to 1"),
        (["--target", "-5"], "--target"),
    ],
)
def test_numbers_that_cannot_be(typed: list[str], message: str, capsys: Captured) -> None:
    """A number out of range is wrong usage, and says what may stand there."""
    assert re.search(message, misused(["proxy-errors", *typed], capsys))


def test_one_target_at_a_time(capsys: Captured) -> None:
    """Two targets in one table would say nothing clear: they are refused."""
    assert "one number" in refused(["proxy-errors", "--target", "20,40"], capsys)


@pytest.mark.parametrize("name", ["fiscal-years", "proxy-errors"])
def test_the_schemas_refuse_other_fields(name: str, capsys: Captured) -> None:
    """`schema` prints a valid schema of each, which takes no field that it does not name."""
    schema = json.loads(printed(["schema", name], capsys))
    Draft202012Validator.check_schema(schema)
    assert schema == json_schema(name) and schema["additionalProperties"] is False
    assert set(schema["required"]) == set(schema["properties"])
