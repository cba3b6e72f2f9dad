# %% [raw] part="sheet"
# # What learners may see: it travels in the notebook.
# id: m2-e2
# version: 1
# title: Write five lines
# minutes: 15
# country: nepal
# aims:
# - write the poverty gap of a group as a function of a few lines;
# - write a benefit that gets smaller, in a straight line, as a family has more;
# - use both to say what a child benefit does to the poverty gap of children.
# policies:
#   tapered:
#     policy:
#       version: 1
#       schemes:
#       - id: child_benefit
#         who: {age: [0, 5]}
#         rule: {means_test: {full_below: 100, ends_at: 150, unit: percent_poverty_line}}
#         amount: {value: 4, unit: percent_gdp_per_person}
#       financing: external
# questions:
# - id: q1
#   kind: function
#   variable: poverty_gap
#   points: 3
#   label: The poverty gap
#   tests:
#   - given: {consumption_month: [120, 180, 300], weights: [1, 1, 2], line: 200}
#     returns: 0.125
#     message: >-
#       For the three persons of the example the gap is {returns}. Your function returns {returned}. Work it out on paper:
#       what does each person lack, as a share of the line? Then take the mean, each person counted with their weight.
#     mistakes:
#     - returns: -0.125
#       message: >-
#         Your poverty gap counts people above the line: what they have too much makes up for what others lack. Clip at
#         zero.
#     - returns: 0.25
#       message: >-
#         You have taken the mean over the poor only. The poverty gap is a mean over all persons of the group: those above
#         the line count with a gap of zero.
#     - returns: 0.16666666666666666
#       message: >-
#         Your function counts each row once. A row stands for as many persons as its weight says: use the weights in the
#         mean.
#     - returns: 25
#       message: >-
#         That is the mean of what people lack, in rupees. The poverty gap is a share of the line: divide by the line.
#     - returns: 0.5
#       message: >-
#         That is the headcount: how many are poor. The gap also asks how far below the line each one is.
#     - error: TypeError
#       message: >-
#         Your function stops with a TypeError. It must take three arguments in this order: consumption_month, weights and
#         line.
#   right: A share of 0.125 says that people lack, on average, one eighth of the line.
#   hints:
#   - Work out the example on paper first. The person with 120 lacks 80 of 200, which is 0.4 of the line.
#   - >-
#     Two lines are enough. The first makes an array: what each person lacks as a share of the line, and zero for who
#     lacks nothing. The second takes its mean.
#   - "`np.clip(array, 0, None)` puts zero in the place of what is negative. `np.average(array, weights=weights)` takes the mean."
# - id: q2
#   kind: function
#   variable: tapered_amount
#   points: 3
#   label: The tapered amount
#   tests:
#   - given: {consumption_month: [50, 100, 150, 200, 250], full_amount: 40, full_below: 100, ends_at: 200}
#     returns: [40, 40, 20, 0, 0]
#     message: >-
#       For the five families of the example the amounts are {returns}. Your function returns {returned}. Draw the amount
#       against consumption: flat, then falling in a straight line, then flat again at zero.
#     mistakes:
#     - returns: [60, 40, 20, 0, 0]
#       message: >-
#         The poorest family gets more than the full amount: the straight line goes on above it. No family gets more than
#         the full amount.
#     - returns: [40, 40, 20, 0, -20]
#       message: >-
#         The richest family would have to pay: the straight line goes on below zero. No family gets less than nothing.
#     - returns: [60, 40, 20, 0, -20]
#       message: >-
#         The straight line has no ends: the poorest family gets more than the full amount, and the richest would have to
#         pay. Hold the share of the amount between 0 and 1.
#     - returns: [40, 40, 0, 0, 0]
#       message: >-
#         This is a cliff, not a taper: a family just above the first threshold loses everything at once. Between the two
#         thresholds the amount must fall in a straight line.
#     - returns: [1, 1, 0.5, 0, 0]
#       message: >-
#         That is the share of the amount that each family gets. Multiply it by the full amount.
#     - error: ValueError
#       message: >-
#         Your function stops with a ValueError. An `if` can look at one number only, and here many numbers come at once,
#         in an array. Use `np.clip` or `np.where` in its place.
#   right: Half-way between the two thresholds a family gets half of the amount. Nobody falls off a cliff.
#   hints:
#   - Begin between the two thresholds. Which share of the way to the end has a family of 150 still before it?
#   - "The share that is left is (ends_at - consumption_month) / (ends_at - full_below). Where is it above 1, and where below 0?"
#   - "`np.clip(array, 0, 1)` holds every number of an array between 0 and 1. Then multiply by the full amount."
# - id: q3
#   kind: number
#   variable: gap_after_percent
#   points: 2
#   label: The poverty gap of young children with the benefit, in percent
#   unit: "%"
#   policy: tapered
#   measure: group.after.gap_percent
#   tolerance: 0.02
#   mistakes:
#   - measure: group.before.gap_percent
#     message: >-
#       That is the gap before the benefit. Add what each child's household receives, shared by its members, to its
#       consumption per person.
#   - measure: group.after.gap_percent
#     times: 0.01
#     message: That is the right share, but not in percent. Multiply it by 100.
#   - measure: everyone.after.gap_percent
#     message: >-
#       That is the gap of all persons of the country. The question asks about children aged 0 to 5: use the children's
#       own rows and weights.
#   wrong: >-
#     The simulator finds another number for this benefit. Did you use both of your functions, the children's rows, and
#     their weights? Consumption after the benefit is `consumption_month + received_month`.
#   right: Your five lines and the simulator agree. It uses the same two formulas for its own means test.
#   hints:
#   - What goes into the first function is consumption after the benefit. The line and the weights stay as they were.
#   - >-
#     Each child's household gets one amount for each child in it, and all members share it: so consumption per person
#     rises by amount × children / members. The cell above has made both arrays.
#   - Call `tapered_amount` with `line` and `1.5 * line` as its thresholds, and multiply by `children / members`. Add that to `consumption_month`.

# %% [raw] part="trainer"
# # What learners may not see.
# rubric: {}
# misconceptions:
# - id: rich-people-make-up-for-the-poor
#   question: q1
#   message: Clip at zero
#   loses: 3
#   answers:
#     q3: &read "gap_after_percent = exercise.summary('tapered').group.after.gap_percent"
#     q1: |-
#       def poverty_gap(consumption_month, weights, line):
#           return np.average((line - consumption_month) / line, weights=weights)
# - id: the-mean-over-the-poor-only
#   question: q1
#   message: a mean over all persons
#   loses: 3
#   answers:
#     q3: *read
#     q1: |-
#       def poverty_gap(consumption_month, weights, line):
#           poor = consumption_month < line
#           return np.average((line - consumption_month[poor]) / line, weights=weights[poor])
# - id: every-row-counts-once
#   question: q1
#   message: use the weights
#   loses: 3
#   answers:
#     q3: *read
#     q1: |-
#       def poverty_gap(consumption_month, weights, line):
#           return np.mean(np.clip(line - consumption_month, 0, None) / line)
# - id: a-gap-in-rupees
#   question: q1
#   message: divide by the line
#   loses: 3
#   answers:
#     q3: *read
#     q1: |-
#       def poverty_gap(consumption_month, weights, line):
#           return np.average(np.clip(line - consumption_month, 0, None), weights=weights)
# - id: the-headcount-for-the-gap
#   question: q1
#   message: That is the headcount
#   loses: 3
#   answers:
#     q3: *read
#     q1: |-
#       def poverty_gap(consumption_month, weights, line):
#           return np.average(consumption_month < line, weights=weights)
# - id: an-argument-left-out
#   question: q1
#   message: It must take three arguments
#   loses: 3
#   answers:
#     q3: *read
#     q1: |-
#       def poverty_gap(consumption_month, line):
#           return np.mean(np.clip(line - consumption_month, 0, None) / line)
# - id: more-than-the-full-amount
#   question: q2
#   message: No family gets more than
#   loses: 3
#   answers:
#     q3: *read
#     q2: |-
#       def tapered_amount(consumption_month, full_amount, full_below, ends_at):
#           share = (ends_at - consumption_month) / (ends_at - full_below)
#           return full_amount * np.maximum(share, 0)
# - id: less-than-nothing
#   question: q2
#   message: No family gets less than nothing
#   loses: 3
#   answers:
#     q3: *read
#     q2: |-
#       def tapered_amount(consumption_month, full_amount, full_below, ends_at):
#           share = (ends_at - consumption_month) / (ends_at - full_below)
#           return full_amount * np.minimum(share, 1)
# - id: a-line-without-ends
#   question: q2
#   message: Hold the share of the amount between 0 and 1
#   loses: 3
#   answers:
#     q3: *read
#     q2: |-
#       def tapered_amount(consumption_month, full_amount, full_below, ends_at):
#           return full_amount * (ends_at - consumption_month) / (ends_at - full_below)
# - id: a-cliff-for-a-taper
#   question: q2
#   message: This is a cliff
#   loses: 3
#   answers:
#     q3: *read
#     q2: |-
#       def tapered_amount(consumption_month, full_amount, full_below, ends_at):
#           return np.where(consumption_month <= full_below, full_amount, 0)
# - id: a-share-for-an-amount
#   question: q2
#   message: Multiply it by the full amount
#   loses: 3
#   answers:
#     q3: *read
#     q2: |-
#       def tapered_amount(consumption_month, full_amount, full_below, ends_at):
#           return np.clip((ends_at - consumption_month) / (ends_at - full_below), 0, 1)
# - id: an-if-for-many-numbers
#   question: q2
#   message: An `if` can look at one number only
#   loses: 3
#   answers:
#     q3: *read
#     q2: |-
#       def tapered_amount(consumption_month, full_amount, full_below, ends_at):
#           if consumption_month <= full_below:
#               return full_amount
#           return max(full_amount * (ends_at - consumption_month) / (ends_at - full_below), 0)
# - id: the-gap-before-the-benefit
#   question: q3
#   message: That is the gap before the benefit
#   loses: 2
#   answers: {q3: "gap_after_percent = exercise.summary('tapered').group.before.gap_percent"}
# - id: the-gap-as-a-share
#   question: q3
#   message: Multiply it by 100
#   loses: 2
#   answers: {q3: "gap_after_percent = exercise.summary('tapered').group.after.gap_percent / 100"}
# - id: the-gap-of-all-persons
#   question: q3
#   message: That is the gap of all persons
#   loses: 2
#   answers: {q3: "gap_after_percent = exercise.summary('tapered').everyone.after.gap_percent"}

# %% [markdown] part="text"
# In this exercise you write two formulas of social protection yourself, each in a few lines of Python, and then use them
# on children in Nepal. The people are **synthetic**: invented households that together match published figures.
#
# Two words first. The **poverty gap** is what people lack up to the poverty line, as a share of the line, averaged over
# *all* persons of a group. Who is not poor lacks nothing. It is the measure of Foster, Greer and Thorbecke (1984) with
# the exponent 1. A **taper** lets a benefit fall in a straight line as a family has more, so that nobody loses all of it
# at once.

# %% part="notebook"
import numpy as np

import simulator

# %% [markdown] part="question" question="q1"
# **Write the poverty gap.** The function gets two arrays of the same length, the consumption of each person and the
# weight of each person (how many people the row stands for), and one number, the line. It returns one number.
#
# An example with three rows: consumption of 120, 180 and 300 rupees a month, weights of 1, 1 and 2, and a line of 200.


# %% part="answer" question="q1"
def poverty_gap(consumption_month, weights, line):
    """Return the poverty gap as a share of the line."""
    ### BEGIN SOLUTION
    # Who is above the line lacks nothing: without the clip the rich would make up for the poor.
    shortfall = np.clip(line - consumption_month, 0, None) / line
    # A row stands for `weights` persons, poor or not.
    return np.average(shortfall, weights=weights)
    ### END SOLUTION


# %% part="test" question="q1"
exercise.assert_right("q1", poverty_gap=poverty_gap)
### BEGIN HIDDEN TESTS
import numpy as np


def solution_gap(consumption_month, weights, line):
    lacking = np.where(consumption_month < line, line - consumption_month, 0)
    return float((weights * lacking).sum() / weights.sum() / line)


def draw_people(generator):
    count = int(generator.integers(2, 60))
    line = float(generator.uniform(500, 4000))
    return generator.uniform(0, 3 * line, count), generator.uniform(0.1, 900, count), line


exercise.assert_agrees(poverty_gap, solution_gap, draw_people)
### END HIDDEN TESTS

# %% [markdown] part="question" question="q2"
# **Write a taper.** The function gets an array, the consumption per person of each family, and three numbers. A family
# up to `full_below` gets the full amount. A family at `ends_at`, or above, gets nothing. Between the two the amount falls
# in a straight line. The function returns an array: one amount for each family.
#
# An example: consumption of 50, 100, 150, 200 and 250, a full amount of 40, thresholds of 100 and 200.


# %% part="answer" question="q2"
def tapered_amount(consumption_month, full_amount, full_below, ends_at):
    """Return the amount of each family."""
    ### BEGIN SOLUTION
    # What is left of the way from one threshold to the other: more than 1 before it, less than 0 behind it.
    share = (ends_at - consumption_month) / (ends_at - full_below)
    return full_amount * np.clip(share, 0, 1)
    ### END SOLUTION


# %% part="test" question="q2"
exercise.assert_right("q2", tapered_amount=tapered_amount)
### BEGIN HIDDEN TESTS
import numpy as np


def solution_amounts(consumption_month, full_amount, full_below, ends_at):
    return np.interp(consumption_month, [full_below, ends_at], [full_amount, 0])


def draw_families(generator):
    first = float(generator.uniform(200, 2000))
    last = first + float(generator.uniform(100, 2000))
    consumption = generator.uniform(0, 1.5 * last, int(generator.integers(2, 60)))
    return consumption, float(generator.uniform(50, 900)), first, last


exercise.assert_agrees(tapered_amount, solution_amounts, draw_families)
### END HIDDEN TESTS

# %% [markdown] part="notebook"
# **Now the children.** The next cell takes Nepal's synthetic children aged 0 to 5 from the simulator. Each array has one
# number a child. Money is in rupees a month. All members of a household share what it has.

# %% part="notebook"
nepal = simulator.country("nepal")
persons, households = nepal.persons, nepal.households
is_child = persons.age <= 5
home = persons.household[is_child]  # the row of each child's household

consumption_month = households.consumption_month[home]
weights = households.weight[home]
members = households.size[home]
children = np.bincount(home, minlength=len(households.size))[home]  # of this age, in the child's household
line = nepal.economy.line().month
full_amount = 0.04 * nepal.economy.gdp_per_person_month
print(
    f"{len(weights)} rows. Poverty line: {line:.0f} rupees a month. Full amount: {full_amount:.0f} rupees a month."
)

# %% [markdown] part="question" question="q3"
# **Use both.** Each child aged 0 to 5 gets a benefit of 4 % of GDP per person. It is paid in full up to the poverty line,
# and ends at one and a half times the line. What is the poverty gap of these children **with** the benefit, in percent?
#
# If one of your functions is not right yet, read the number from `exercise.summary("tapered").group`: that is the
# simulator's result for the same benefit. So one mistake is not counted twice.

# %% part="answer" question="q3"
gap_after_percent = None  # lines that compute it, in the place of None
### BEGIN SOLUTION
received_month = tapered_amount(consumption_month, full_amount, line, 1.5 * line) * children / members
gap_after_percent = 100 * poverty_gap(consumption_month + received_month, weights, line)
### END SOLUTION

# %% part="test" question="q3"
exercise.assert_right("q3", gap_after_percent=gap_after_percent)
### BEGIN HIDDEN TESTS
import numpy as np

import simulator


def solution_gap_percent(nepal):
    persons, households, economy = nepal.persons, nepal.households, nepal.economy
    child, line = persons.age <= 5, economy.line().month
    count = np.bincount(persons.household[child], minlength=len(households.size))
    amount = np.interp(
        households.consumption_month, [line, 1.5 * line], [0.04 * economy.gdp_per_person_month, 0]
    )
    after = (households.consumption_month + amount * count / households.size)[persons.household[child]]
    weights = households.weight[persons.household[child]]
    return 100 * float((weights * np.maximum(line - after, 0)).sum() / weights.sum() / line)


away = exercise.number(gap_after_percent) - solution_gap_percent(simulator.country("nepal"))
assert -0.021 <= away <= 0.021, "The number is another one."
### END HIDDEN TESTS

# %% [markdown] part="notebook"
# **Hand it in.** Save this notebook and give it to your trainer under the name `yourname__m2-e2.ipynb`.
