"""What `--help` says of each command: a line, a paragraph, and an example to type."""

from __future__ import annotations

from dataclasses import dataclass

PROGRAM = "python -m simulator"
ABOUT = "An open microsimulation of social protection: who is reached, what it costs, who pays, what changes."
EXIT_CODES = "Exit codes: 0 fine, 2 wrong usage, 3 bad data (the message says how to mend it)."
FIRST_SESSION = f"""A first session:
  {PROGRAM} countries
  {PROGRAM} new-policy child_benefit --out policy.yaml
  {PROGRAM} run policy.yaml --country nepal
  {PROGRAM} run policy.yaml --country nepal --by area,decile --json result.json

{EXIT_CODES}"""


@dataclass(frozen=True)
class Told:
    """A command's line in the list of commands, its paragraph, and its examples."""

    short: str
    about: str
    example: str


TEXTS = {
    "run": Told(
        "simulate one policy",
        "Simulate one policy on a country's people. The page that is printed says who is reached,\n"
        "what it does to poverty, what it costs, who pays, and who wins and loses.",
        f"""Examples:
  {PROGRAM} run policy.yaml --country nepal
  {PROGRAM} run policy.yaml --country nepal --line international_3_65 --by area,decile
  {PROGRAM} run reform.yaml --country nepal --baseline today.yaml --csv result.csv

The file for --records holds, by scheme, recipients, spending on benefits a year, or both:
  child_benefit: {{recipients: 900000, spending_year: 5000000000}}
Of two schemes with one name, write the number of each in the policy: 1, 2, and so on.

`{PROGRAM} schema` describes each field of the JSON file. In the CSV file each number
has a row, with section, group, measure, state and unit; what does not exist has none, and
the column note says what hangs on assumptions and what is hidden.

How sure is a number? Of a survey add --bootstrap 500: sampling intervals, by sampling unit and
stratum where the survey has them. A country's people are synthetic, and an interval would only
say how many were made up: add --assumption-range, how far each number moves with what was assumed.""",
    ),
    "compare": Told(
        "policies side by side",
        "Simulate several policies on the same people, with the same luck, and print them side by side.\n"
        "The name of each file is the name of its column.",
        f"""Examples:
  {PROGRAM} compare policy.yaml half.yaml --country nepal
  {PROGRAM} compare policy.yaml reform.yaml --country nepal --baseline today.yaml --by area
  {PROGRAM} compare policy.yaml half.yaml --country nepal --csv compared.csv

`{PROGRAM} schema comparison` describes the JSON file: it holds, by policy, what
`run --json` writes. The CSV file has the rows of `run --csv`, with the policy before each.""",
    ),
    "countries": Told(
        "what may stand behind --country",
        "List the countries that come with the simulator: their money, how many people there are, what\n"
        "--by can part them by, what is not known of them, and their poverty lines.",
        f"Example:\n  {PROGRAM} countries",
    ),
    "country": Told(
        "published and synthetic figures",
        "Print published figures beside those of the synthetic population that was made from them.",
        f"Example:\n  {PROGRAM} country nepal",
    ),
    "schemes": Told(
        "what a policy can be made of",
        "List schemes, targeting rules, sources of financing, rules between schemes, and career programmes.",
        f"Example:\n  {PROGRAM} schemes",
    ),
    "describe": Told(
        "one of these explained",
        "Explain a scheme, a targeting rule, a source of financing or a rule between schemes: each\n"
        "parameter with its unit, bounds, start and source, as YAML that you can paste into a policy.",
        f"Examples:\n  {PROGRAM} describe social_pension\n  {PROGRAM} describe proxy_quota",
    ),
    "new-policy": Told(
        "a policy to begin with",
        "Print a policy that runs as it is, with every parameter explained. Change what you want to.",
        f"Example:\n  {PROGRAM} new-policy child_benefit social_pension --out policy.yaml",
    ),
    "fiscal-space": Told(
        "eight ways to find money",
        "Print the eight options of fiscal space: what this simulator can say of each, and what not.",
        f"Example:\n  {PROGRAM} fiscal-space",
    ),
    "career": Told(
        "one worker's pension",
        "Work out what contributory programmes do for one made-up worker: contributions, benefit, and\n"
        "how much of the wage it replaces. No population is needed.",
        f"""A career file:
  version: 1
  career:
    age_start: 25
    age_retirement: 65
    density: 0.8
    spells:
    - {{state: informal, ages: [25, 29]}}
    - {{state: care, ages: [35, 39]}}
  programmes:
  - id: pension_notional_account

A spell is some years in one state: formal, informal, unemployed, or care (out of work to care
for somebody), from the first age to the last, both included. In years that no spell names she
works formally in the share of months that `density` says, and informally in the others.

Examples:
  {PROGRAM} career career.yaml
  {PROGRAM} describe pension_notional_account""",
    ),
    "check-survey": Told(
        "your own survey, checked",
        "Print everything that is wrong with a survey's file, in plain words, what was done to read it, and\n"
        "its main figures. Nothing leaves this machine, and no row is shown.",
        f"""Examples:
  {PROGRAM} check-survey wave1.dta --mapping mapping.yaml --html check.html
  {PROGRAM} check-survey households.sav --persons persons.sav --country nepal
  {PROGRAM} run policy.yaml --survey wave1.dta --mapping mapping.yaml

It ends with 0 where the survey loads, warnings or not, and with 3 where it does not.""",
    ),
    "new-mapping": Told(
        "a mapping to begin with",
        "Print a draft of what a survey's columns mean, from their names and labels, with how sure each is.",
        f"Example:\n  {PROGRAM} new-mapping wave1.dta --out mapping.yaml",
    ),
    "schema": Told(
        "the fields of the JSON file",
        "Print the JSON Schema (draft 2020-12) of what `run --json` or `compare --json` writes: each\n"
        "field, what it means, and its unit.",
        f"Examples:\n  {PROGRAM} schema > result.schema.json\n"
        f"  {PROGRAM} schema comparison > comparison.schema.json",
    ),
}
