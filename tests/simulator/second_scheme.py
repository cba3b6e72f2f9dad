"""A plugin of the tests: beside the schemes of the package stands one that is unlike them.

It has no take-up, no rule and no ages, looks at a column that few data have, and pays in a unit of its own.
"""

from __future__ import annotations

from hypothesis import settings

import simulator.schemes

# Each law has been tried on more without the scheme.
EXAMPLES = 20
NAME = "care_allowance"
TEXT = f"""
id: {NAME}
label: Care allowance
help: A sum for each person with a severe disability.
group: {{one: person, many: persons with a disability}}
parameters:
  who.disability:
    kind: range
    unit: degree
    label: Degree
    help: From the lowest to the highest degree.
    bounds: {{low: 1, high: 2, step: 1}}
    default: [2, 2]
  sum:
    kind: number
    unit: currency
    label: Sum
    help: A month, for each person.
    bounds: {{low: 10, high: 900, step: 10}}
    default: 100
  form:
    kind: choice
    label: Paid per
    help: To each person, or one sum for all in the household.
    choices: {{person: person, household: household}}
    default: household
steps:
  group:
  - filter: {{column: disability, within: who.disability}}
  pay:
  - scale: {{value: sum, unit: currency}}
  - share: {{per: form}}
"""


def pytest_configure() -> None:
    """Let the catalogue find one more file, before any test is collected."""
    settings.register_profile("second scheme", settings.default, max_examples=EXAMPLES)
    settings.load_profile("second scheme")
    texts_in = simulator.schemes.texts_in

    def with_one_more(*folders: str) -> dict[str, str]:
        return texts_in(*folders) | ({} if folders else {f"{NAME}.yaml": TEXT})

    simulator.schemes.texts_in = with_one_more  # type: ignore[attr-defined]
    simulator.schemes.all_schemes.cache_clear()
