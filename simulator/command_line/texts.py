"""What `--help` says of each command: a line, a paragraph, and an example to type."""

from __future__ import annotations

from dataclasses import dataclass

PROGRAM = "python -m simulator"
ABOUT = "An open microsimulation of social protection: who is reached, what it costs, who pays, what changes."
EXIT_CODES = (
    "Exit codes: 0 fine, 2 wrong usage (an option, or a name of a country, scheme, measure, scale or\n"
    "breakdown, that does not exist), 3 bad data (the message says how to mend it)."
)
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
  {PROGRAM} run policy.yaml --country nepal --detail
  {PROGRAM} run policy.yaml --country nepal --brief brief.html --excel result.xlsx

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
  {PROGRAM} compare policy.yaml half.yaml --country nepal --brief brief.html --save kept.json

`{PROGRAM} schema comparison` describes the JSON file: it holds, by policy, what
`run --json` writes. The CSV file has the rows of `run --csv`, with the policy before each, and so
has the workbook. --brief takes up to four policies; `rerun` computes again what --save kept. With
--bootstrap or --assumption-range each policy's difference from the first one has an interval or a
range of its own, on common draws.""",
    ),
    "project": Told(
        "one policy up to 2050",
        "Simulate one policy in each year up to 2050: on the United Nations' population by age, in an\n"
        "economy that grows as you say, with amounts that follow what you say.",
        f"""Examples:
  {PROGRAM} project policy.yaml --country nepal
  {PROGRAM} project policy.yaml --country nepal --to 2030 --indexation wages --csv years.csv
  {PROGRAM} project policy.yaml --country nepal --constant-population --gdp-per-person-growth 5
  {PROGRAM} project policy.yaml --country nepal --to 2026 --indexation prices=0.5,wages=0.5

A policy's amounts are those of --first-year; a share of GDP per person is then a share of that
year's. From then on they follow prices, wages, gdp_per_person, none, or a mix with weights.
Years between two that were published are interpolated, and marked.""",
    ),
    "fiscal-years": Told(
        "cost by fiscal year",
        "Say what one policy costs in each fiscal year: gross, and net of what it saves on benefits that it\n"
        "replaces. A benefit may begin with the youngest: then each cohort keeps it.",
        f"""A benefit that begins at 0 to 2, that each cohort keeps to 17, and that replaces the old one:
  version: 1
  schemes:
  - {{id: child_benefit, who: {{age: [0, 17]}}, roll_out: {{oldest_at_start: 2}}}}
  existing: {{child_benefit: replaced}}

Examples:
  {PROGRAM} fiscal-years policy.yaml --country nepal --fiscal-year-starts 7
  {PROGRAM} fiscal-years reform.yaml --country nepal --baseline today.yaml \\
    --fiscal-year-starts 7 --first-year 2026 --first-month 1 --to 2035 --csv years.csv

It is `project` by fiscal year: the people of each year, growth and indexation are the same. The
policy's second year begins twelve months after its first, with the next step of the roll-out.
`run` and `compare` take the same file, and show its first year; roll_out: {{year: 3}} shows the fourth.
`{PROGRAM} schema fiscal-years` describes the JSON file.""",
    ),
    "family": Told(
        "one family's view",
        "Show what a policy means for one made-up family: what it gets and pays, what is left of each\n"
        "amount that a member earns, and what it has in each year of its life.",
        f"""A family file:
  version: 1
  family:
    members:
    - {{name: Asha, age: 34, sex: female, earnings_month: 9000}}
    - {{name: Ravi, age: 6, sex: male}}
  budget_line: {{earner: Asha, earnings: [0, 5000, 10000, 20000]}}
  life:
    years: 20
    events:
    - {{year: 1, what: born, member: {{name: Mina, age: 0}}}}
    - {{year: 12, what: leaves, who: Ravi}}

What may happen: born and joins (with a member), dies, leaves, earns and retires (with amount_month).
Years count from 0. The people may have regions: then the family needs one, region: NAME.

Examples:
  {PROGRAM} family policy.yaml family.yaml --country nepal
  {PROGRAM} family policy.yaml family.yaml --country nepal --json family.json""",
    ),
    "sweep": Told(
        "one or two values varied",
        "Try a policy with one or two of its values varied, and print a row for each design. A path names\n"
        "a value as `describe` does; of the second scheme write 2.amount.value.",
        f"""Examples:
  {PROGRAM} sweep policy.yaml --country nepal --vary amount.value=1:4:1
  {PROGRAM} sweep policy.yaml --country nepal --vary amount.value=2,4 \\
    --vary take_up=0.5,1 --csv sweep.csv
  {PROGRAM} sweep policy.yaml --country nepal --vary amount.value=2,4 --measures gini_after
  {PROGRAM} sweep policy.yaml --country nepal --vary amount.value=1:4:1 --results kept.jsonl

`{PROGRAM} measures` lists what --measures takes. With --results a run that was stopped goes
on where it was. A design that cannot run, such as one that the levy cannot pay, says why.""",
    ),
    "solve": Told(
        "the value that meets a target",
        "Find the value of one number at which a measure is what you want: the benefit that costs 1 % of\n"
        "GDP, the quota that leaves 15 % poor. A quota moves in steps: then the nearest one is found.",
        f"""Examples:
  {PROGRAM} solve policy.yaml --country nepal --vary amount.value --target cost.percent_of_gdp=1
  {PROGRAM} solve policy.yaml --country nepal --vary take_up \\
    --target cost.percent_of_gdp=0.5 --out found.yaml

`{PROGRAM} measures` lists what --target takes. A target that cannot be reached is refused, with
how close one comes and at what cost.""",
    ),
    "cheapest": Told(
        "the cheapest design for a goal",
        "Among many designs, find the one that reaches a target for the least money, administration\n"
        "included. A range is low..high; choices have commas between.",
        f"""Examples:
  {PROGRAM} cheapest policy.yaml --country nepal --vary amount.value=0..20 \\
    --target children.fall_in_headcount_percent=10
  {PROGRAM} cheapest policy.yaml --country nepal --vary rule=universal,proxy_quota \\
    --vary amount.value=0..20 --vary rule.proxy_quota.share=0.2,0.4 \\
    --target children.fall_in_headcount_percent=10

The search: every combination, with nine values of each range; then, for each combination of choices,
nine again around its cheapest, down to a ten-thousandth of the range.""",
    ),
    "across": Told(
        "one policy, several countries",
        "Run the same policy in several countries, and print a row for each. A country that cannot run it\n"
        "says why. The amount must be in a unit that means the same everywhere.",
        f"""Examples:
  {PROGRAM} across policy.yaml --countries nepal,mongolia,arumia
  {PROGRAM} across policy.yaml --countries nepal,mongolia --measures gini_after --csv -""",
    ),
    "shock": Told(
        "a shock, and a policy that answers it",
        "Show a shock in four states: before it, after it, with the policy as it is, and with the policy\n"
        "scaled up: those hit are paid more, or another policy takes its place for a time.",
        f"""A shock file:
  version: 1
  shock:
    storm: {{places: [rural], hit: 0.3, lost: 0.4}}

A storm hits a share of the households of its places (areas, or regions with by: region), and each
loses a share of its consumption. The others are
  prices: {{by: decile, lost: {{tenth 1: 0.12, tenth 2: 0.1}}}}, and
  job_loss: {{share: 0.1}}, of those who earn, where earnings were observed.
Prices that rise by r take r / (1 + r) of what the same money buys; a group that is not named (by
area, region, decile or household_type) loses nothing. Who is hit is drawn from --seed.

Examples:
  {PROGRAM} shock policy.yaml --shock shock.yaml --country nepal
  {PROGRAM} shock policy.yaml --shock shock.yaml --country nepal --scale-up 1.5 --csv states.csv
  {PROGRAM} shock policy.yaml --shock shock.yaml --country nepal --scale-up reform.yaml

`{PROGRAM} measures` lists what --measures takes. A shock that leaves nobody anything is refused.""",
    ),
    "measures": Told(
        "what can be asked of a design",
        "List every number that --measures and --target take, with its unit.",
        f"Example:\n  {PROGRAM} measures",
    ),
    "proxy-errors": Told(
        "what a proxy means test misses",
        "Print what a quota by a proxy score misses in theory: which share of the poorest it leaves out,\n"
        "by quota and by how much of consumption the score tells (R2). No population is needed.",
        f"""Examples:
  {PROGRAM} proxy-errors
  {PROGRAM} proxy-errors --quotas 10,20,40 --r-squared 0.3,0.5,0.7
  {PROGRAM} proxy-errors --quotas 20,40 --target 20 --csv errors.csv

Quotas and target are in percent of persons, R2 is a number from 0 to 1: that of the regression of
log consumption on the score. Without --target the poorest are as many as the quota takes, and both
errors are one. `run` shows the errors of a policy on people; `{PROGRAM} schema proxy-errors`
describes the JSON file.""",
    ),
    "rerun": Told(
        "a saved result, computed again",
        "Compute a result again that --save kept, and say whether every digit is the same. Where\n"
        "one is not, or a survey's file is another than then, it says so and ends with 3.",
        f"""Examples:
  {PROGRAM} run policy.yaml --country nepal --save result.json
  {PROGRAM} rerun result.json""",
    ),
    "spot": Told(
        "a policy in ESCAP's arithmetic beside ours",
        "Show one policy, or a package of ESCAP's simulator (global_average, oecd, targeted), in our\n"
        "arithmetic and in SPOT's, with each convention in which they differ and what it moves.\n"
        "Without a policy, print what the packages cost on each country's people.",
        f"""Examples:
  {PROGRAM} spot policy.yaml --country nepal
  {PROGRAM} spot global_average --country bangladesh --group-percent disability_benefit=2
  {PROGRAM} spot --country bangladesh""",
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
        f"""Examples:
  {PROGRAM} new-mapping wave1.dta --out mapping.yaml
  {PROGRAM} new-mapping households.sav --persons persons.sav --out mapping.yaml""",
    ),
    "schema": Told(
        "the fields of the JSON files",
        "Print the JSON Schema (draft 2020-12) of what a command writes with --json: each field, what it\n"
        "means, and its unit. Or, as CSV, the codebook of what --excel writes.",
        f"Examples:\n  {PROGRAM} schema > result.schema.json\n"
        f"  {PROGRAM} schema codebook > codebook.csv\n"
        f"  {PROGRAM} schema project > project.schema.json",
    ),
}
