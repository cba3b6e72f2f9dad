"""Between the nested data of a YAML file and values by path: `{amount: {value: 4}}` is `amount.value`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from simulator.errors import BadInput, SimulatorError, shown
from simulator.parameters import DECIMAL, Parameter, Value, mend_of_yes, plain

NAME = re.compile(r"[a-z][a-z0-9_]*")
PERCENT = re.compile(r"(\d+(?:[.,]\d+)?)\s*%", re.ASCII)
THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:[ ,'’\u00a0\u202f]\d{3})+", re.ASCII)
YES_OR_NO = ("yes", "no", "true", "false", "on", "off")
COMMA = re.compile(r"-?\d+,\d+", re.ASCII)
# From here on, a number in the place of a share is meant in percent.
SURELY_PERCENT = 2


def flat(entry: Mapping[str, Any], where: str) -> dict[str, object]:
    """Return a scheme's nested data by path: `{amount: {value: 4}}` becomes `{"amount.value": 4}`.

    >>> flat({"id": "child_benefit", "rule": {"proxy_quota": {"share": 0.4}}}, "scheme")
    {'id': 'child_benefit', 'rule': 'proxy_quota', 'rule.proxy_quota.share': 0.4}
    """
    found: dict[str, object] = {}
    for key, value in entry.items():
        name = _name(key, where, value)
        if name == "rule" and isinstance(value, Mapping):
            found |= _flat_rule(value, where)
        elif not isinstance(value, Mapping) or not value:
            found[name] = value
        else:
            found |= {
                f"{name}.{_name(inner, f'{where}.{name}', given)}": given for inner, given in value.items()
            }
    return found


def nested(name: str, values: Mapping[str, Value], **more: Any) -> dict[str, Any]:
    """Return an id and values by path as nested data: the form of the YAML file; `more` is put between.

    >>> nested("child_benefit", {"who.age": (0, 17), "take_up": 1.0})
    {'id': 'child_benefit', 'who': {'age': [0, 17]}, 'take_up': 1}
    """
    data: dict[str, Any] = {"id": name, **more}
    for path, value in values.items():
        parts = path.split(".")
        written = list(value) if isinstance(value, tuple) else _written(value)
        if parts[0] == "rule":
            _nest_rule(data, parts, written)
        elif len(parts) == 2:
            data.setdefault(parts[0], {})[parts[1]] = written
        else:
            data[path] = written
    return data


def refuse_slips(parameters: Mapping[str, Parameter], given: Mapping[str, object], where: str) -> None:
    """Refuse the slips whose mend is plain: `amount: 4`, a share written as 80, 80 % or 0,8, `1,000`, "4".

    A link never comes here: what refuses a link says the same in the browser.
    """
    for path, value in given.items():
        if path in parameters:
            _refuse_notation(parameters[path], value, where)
        else:
            _refuse_a_value_without_its_key(parameters, path, value, where)


def _refuse_notation(parameter: Parameter, value: object, where: str) -> None:
    """Refuse a number in percent, with a comma, in quotes, or as yes or no, and say how to write it."""
    if parameter.kind != "number":
        return
    field = f"{where}.{parameter.path}"
    if parameter.unit == "share" and (percent := _percent(value)) is not None:
        share = float(f"{percent / 100:.10g}")
        mend = f"Write {plain(share)} for {plain(percent)} %."
        raise BadInput(field, value, parameter.allowed({}), mend)
    if isinstance(value, str) and value.strip().lower() in YES_OR_NO:
        raise BadInput(field, value, "a number", mend_of_yes(parameter.unit))
    if isinstance(value, str) and (told := _mend_of_text(parameter, value.strip())) is not None:
        raise BadInput(field, value, *told)


def _mend_of_text(parameter: Parameter, text: str) -> tuple[str, str] | None:
    """Return what is allowed in the place of a text, and how to write the number that it stands for."""
    if DECIMAL.fullmatch(text):
        return "a number", f"Write {text}, without quotes."
    if THOUSANDS.fullmatch(text):
        whole = "".join(sign for sign in text if sign.isdigit())
        one_comma = COMMA.fullmatch(text)
        also = f", or {plain(float(text.replace(',', '.')))} if the comma was a point" if one_comma else ""
        return "a number without marks between thousands", f"Write {whole}{also}."
    if COMMA.fullmatch(text):
        return "a number with a point", f"Write {text.replace(',', '.')}, with a point."
    if parameter.unit != "share" and (found := PERCENT.fullmatch(text)):
        number = plain(float(found[1].replace(",", ".")))
        return "a number, its unit apart", f"Write {_in_percent(parameter, number)}."
    return None


def _in_percent(parameter: Parameter, number: str) -> str:
    """Return how a number in percent is written: with a unit that is one, where the unit can be chosen."""
    unit = next((each for each in parameter.bounds if each.startswith("percent_")), None)
    group, _, key = parameter.path.partition(".")
    if not parameter.unit_from or unit is None:
        return f"{number} alone"
    beside = f"{parameter.unit_from.rpartition('.')[2]}: {unit}"
    if group != parameter.unit_from.partition(".")[0] or "." in key or not key:
        return f"{number}, and `{beside}` or another percent"
    return f"`{group}: {{{key}: {number}, {beside}}}`, or another unit of percent"


def _percent(value: object) -> float | None:
    """Return the percent from 0 to 100 that a value surely stands for, if any."""
    if isinstance(value, str) and (found := PERCENT.fullmatch(value.strip())):
        percent = float(found[1].replace(",", "."))
        return percent if percent <= 100 else None
    if isinstance(value, int | float) and SURELY_PERCENT <= value <= 100:
        return float(value)
    return None


def _refuse_a_value_without_its_key(
    parameters: Mapping[str, Parameter], path: str, value: object, where: str
) -> None:
    """Refuse `amount: 4`, where 4 is surely the `amount.value`."""
    keys = [each.split(".")[1] for each in parameters if each.startswith(f"{path}.") and path != "rule"]
    if keys and (not isinstance(value, Mapping) or not value):
        key = next((key for key in keys if _takes(parameters, f"{path}.{key}", value)), keys[0])
        text = "…" if value is None or isinstance(value, Mapping) else _as_written(value)
        allowed = f"its settings by name: {', '.join(keys)}"
        raise BadInput(f"{where}.{path}", value, allowed, f"Write `{path}: {{{key}: {text}}}`.")


def _takes(parameters: Mapping[str, Parameter], path: str, value: object) -> bool:
    """Say whether a parameter takes a value, in one of its units."""
    each = parameters[path]
    for unit in each.bounds if each.unit_from else [""]:
        try:
            each.check(path, value, {each.unit_from: unit})
        except SimulatorError:
            continue
        return True
    return False


def _as_written(value: object) -> str:
    """Return a value without the quotes that Python puts around a text."""
    return shown(value).strip("'")


def _name(key: object, where: str, value: object) -> str:
    if isinstance(key, str) and "." not in key:
        return key
    mend = "Nest the keys, one level a line."
    outer, _, inner = key.partition(".") if isinstance(key, str) else ("", "", "")
    if NAME.fullmatch(outer) and NAME.fullmatch(inner):
        mend = f"Write `{outer[:40]}: {{{inner[:40]}: {_as_written(value)}}}`."
    raise BadInput(where, key, "a name without a dot", mend)


def _flat_rule(rule: Mapping[str, Any], where: str) -> dict[str, object]:
    if len(rule) != 1:
        raise BadInput(f"{where}.rule", dict(rule), "one rule", "Write `rule: universal`, or name one rule.")
    ((key, given),) = rule.items()
    name = _name(key, f"{where}.rule", given)
    if given is not None and not isinstance(given, Mapping):
        allowed = "a rule with its settings by name"
        raise BadInput(f"{where}.rule", dict(rule), allowed, "Write {proxy_quota: {share: 0.4}}.")
    settings = {_name(inner, f"{where}.rule", value): value for inner, value in (given or {}).items()}
    return {"rule": name, **{f"rule.{name}.{inner}": value for inner, value in settings.items()}}


def _nest_rule(data: dict[str, Any], parts: list[str], written: Any) -> None:
    if len(parts) == 1:
        data["rule"] = written
        return
    if not isinstance(data["rule"], dict):
        data["rule"] = {parts[1]: {}}
    data["rule"][parts[1]][parts[2]] = written


def _written(value: float | str) -> float | str:
    return int(value) if isinstance(value, float) and value == int(value) else value
