# %% [raw] part="sheet"
# # What learners may see: it travels in the notebook.
# id: m2-e3
# version: 1
# title: Predict, then check
# minutes: 15
# country: nepal
# aims:
# - say beforehand whom a benefit for all young children misses, and whom one for the poor misses;
# - compute both with the simulator, for the same money;
# - name the cause of the difference, and how far your guess was from it.
# policies:
#   universal:
#     policy:
#       version: 1
#       schemes:
#       - id: child_benefit
#         who: {age: [0, 5]}
#         amount: {value: 4, unit: percent_gdp_per_person}
#       financing: external
#   tested:
#     same_money_as: universal
#     policy:
#       version: 1
#       schemes:
#       - id: child_benefit
#         who: {age: [0, 5]}
#         rule: {proxy_quota_drawn: {r_squared: 0.5, share: 0.3, of: persons}}
#         amount: {value: 4, unit: percent_gdp_per_person}
#       financing: external
#   perfect:
#     same_money_as: universal
#     policy:
#       version: 1
#       schemes:
#       - id: child_benefit
#         who: {age: [0, 5]}
#         rule: {proxy_quota_drawn: {r_squared: 1, share: 0.3, of: persons}}
#         amount: {value: 4, unit: percent_gdp_per_person}
#       financing: external
#   generous:
#     policy:
#       version: 1
#       schemes:
#       - id: child_benefit
#         who: {age: [0, 5]}
#         rule: {proxy_quota_drawn: {r_squared: 0.5, share: 0.3, of: persons}}
#         amount: {value: 24, unit: percent_gdp_per_person}
#       financing: external
# questions:
# - id: q1
#   kind: prediction
#   variable: predicted_missed_percent
#   points: 0
#   label: "Prediction: poor children whom the tested benefit misses, in percent"
#   unit: "%"
#   low: 0
#   high: 100
#   right: Go on to the second prediction.
# - id: q2
#   kind: prediction
#   variable: predicted_not_poor_percent
#   points: 0
#   label: "Prediction: children with the tested benefit who are not poor, in percent"
#   unit: "%"
#   low: 0
#   high: 100
#   right: Now compute.
# - id: q3
#   kind: number
#   variable: missed_percent
#   points: 2
#   label: Poor children whom the tested benefit misses, in percent
#   unit: "%"
#   policy: tested
#   measure: reach.exclusion_error_percent
#   prediction: q1
#   tolerance: 0.05
#   mistakes:
#   - measure: reach.exclusion_error_percent
#     policy: universal
#     message: >-
#       That is the number for the universal benefit: it misses no poor child of its group. The question asks about the
#       tested one.
#   - measure: reach.inclusion_error_percent
#     message: >-
#       You have read the inclusion error: the children with the benefit who are not poor. This question asks about the
#       other side, the poor children without it.
#   - measure: reach.group_percent
#     complement: true
#     message: >-
#       That is the share of all children aged 0 to 5 who do not get the benefit. The question asks about the poor ones
#       among them only.
#   - measure: reach.exclusion_error_percent
#     times: 0.01
#     message: That is the right share, but not in percent. Multiply it by 100.
#   wrong: >-
#     The simulator finds another number. Look at `reach` in the summary of the tested benefit: one of its two errors is
#     about poor children who are missed.
#   right: The quota has more places than there are poor children, and still many of them are missed.
#   hints:
#   - Print `tested.reach`. Two of its numbers are called errors. Which one counts poor children who do not get it?
#   - "*Exclusion* error: intended and not reached, in percent of those who are intended. Intended are the poor of the group."
#   - "`tested` is a summary. `tested.reach` is a part of it, and the error is a part of that: write the three names with dots."
# - id: q4
#   kind: number
#   variable: not_poor_percent
#   points: 2
#   label: Children with the tested benefit who are not poor, in percent
#   unit: "%"
#   policy: tested
#   measure: reach.inclusion_error_percent
#   prediction: q2
#   tolerance: 0.05
#   mistakes:
#   - measure: reach.inclusion_error_percent
#     policy: universal
#     message: >-
#       That is the number for the universal benefit: it pays every child, and most children are not poor. The question
#       asks about the tested one.
#   - measure: reach.exclusion_error_percent
#     message: >-
#       You have read the exclusion error: the poor children who are missed. This question asks about the children who do
#       get the benefit.
#   - measure: reach.inclusion_error_percent
#     complement: true
#     message: That is the share of the children with the benefit who are poor. The question asks about those who are not.
#   wrong: >-
#     The simulator finds another number. Look at `reach` in the summary of the tested benefit: one of its two errors is
#     about children who get it without being poor.
#   right: A test that is meant for the poor pays many others, because it cannot see who is poor.
#   hints:
#   - It stands beside the number of the question before.
#   - "*Inclusion* error: reached and not intended, in percent of those who are reached."
#   - "Write it as in the question before: the summary, its part `reach`, and the name of the other error."
# - id: q5
#   kind: choice
#   variable: cause
#   points: 2
#   label: Why the tested benefit misses poor children
#   options:
#   - id: a
#     text: There are not enough places. More young children are poor than the quota lets through.
#     claims: [tested.reach.group_percent < tested.group.before.headcount_percent]
#     message: >-
#       Compare two numbers: the share of all young children who get the tested benefit (`tested.reach.group_percent`) and
#       the share who are poor (`tested.group.before.headcount_percent`). Which one is larger?
#   - id: b
#     text: The score is a guess. Some poor families look better off than they are, and others take their places.
#     claims:
#     - perfect.reach.exclusion_error_percent < tested.reach.exclusion_error_percent
#     - tested.reach.group_percent > tested.group.before.headcount_percent
#     message: >-
#       Think of a score that knows everything: `exercise.summary("perfect")`. Whom does it miss?
#   - id: c
#     text: The money is short. With the universal benefit more is spent, and so it reaches more poor children.
#     claims: [universal.cost.percent_of_gdp > tested.cost.percent_of_gdp]
#     message: >-
#       Print what each of the two costs: `universal.cost.percent_of_gdp` and `tested.cost.percent_of_gdp`. Who spends more?
#   - id: d
#     text: The benefit is too small. If each child got more, fewer poor children would be missed.
#     claims: [generous.reach.exclusion_error_percent < tested.reach.exclusion_error_percent]
#     message: >-
#       `exercise.summary("generous")` is the same test with a much larger benefit. Whom does it miss?
#   right: A quota cuts by score, not by need. How good the score is decides who loses a place.
#   hints:
#   - A cause must make a difference. For each option, ask which number would change if it were the cause.
#   - How many places are there, how many poor children, and how much money? Three numbers rule out most options.
#   - "`exercise.summary(\"perfect\")` has the same quota and the same money, and a score that makes no mistake."

# %% [raw] part="trainer"
# # What learners may not see.
# rubric: {}
# misconceptions:
# - id: computed-without-a-guess-of-who-is-missed
#   question: q3
#   message: Predict first
#   loses: 2
#   answers: {q1: null}
# - id: the-universal-benefit-s-own-misses
#   question: q3
#   message: it misses no poor child
#   loses: 2
#   answers: {q3: "missed_percent = universal.reach.exclusion_error_percent"}
# - id: inclusion-read-as-exclusion
#   question: q3
#   message: You have read the inclusion error
#   loses: 2
#   answers: {q3: "missed_percent = exercise.summary('tested').reach.inclusion_error_percent"}
# - id: all-who-do-not-get-it
#   question: q3
#   message: the share of all children aged 0 to 5 who do not get
#   loses: 2
#   answers: {q3: "missed_percent = 100 - exercise.summary('tested').reach.group_percent"}
# - id: a-share-of-the-missed
#   question: q3
#   message: Multiply it by 100
#   loses: 2
#   answers: {q3: "missed_percent = exercise.summary('tested').reach.exclusion_error_percent / 100"}
# - id: computed-without-a-guess-of-who-is-paid
#   question: q4
#   message: Predict first
#   loses: 2
#   answers: {q2: null}
# - id: the-universal-benefit-s-own-error
#   question: q4
#   message: it pays every child
#   loses: 2
#   answers: {q4: "not_poor_percent = universal.reach.inclusion_error_percent"}
# - id: exclusion-read-as-inclusion-again
#   question: q4
#   message: You have read the exclusion error
#   loses: 2
#   answers: {q4: "not_poor_percent = exercise.summary('tested').reach.exclusion_error_percent"}
# - id: the-poor-among-those-paid
#   question: q4
#   message: the share of the children with the benefit who are poor
#   loses: 2
#   answers: {q4: "not_poor_percent = 100 - exercise.summary('tested').reach.inclusion_error_percent"}
# - id: too-few-places
#   question: q5
#   message: Which one is larger?
#   loses: 2
#   answers: {q5: a}
# - id: too-little-money
#   question: q5
#   message: Who spends more?
#   loses: 2
#   answers: {q5: c}
# - id: too-small-a-benefit
#   question: q5
#   message: a much larger benefit
#   loses: 2
#   answers: {q5: d}

# %% [markdown] part="text"
# Nepal has money for a benefit for children aged 0 to 5. Two designs cost exactly the same:
#
# - **universal**: every child of this age gets it;
# - **tested**: only children in the 30 % of persons with the lowest **proxy score** get it, and each gets more. The score
#   guesses from a home's walls, animals or schooling how poor a family is. It explains half of the differences in
#   consumption: its R² is 0.5.
#
# The children are **synthetic**: invented households that together match published figures. *Poor* means: below Nepal's
# reference poverty line before the benefit.
#
# First you guess, then you compute. A guess is not marked. It shows you afterwards what you believed.

# %% [markdown] part="question" question="q1"
# **First guess.** Of 100 *poor* children aged 0 to 5, how many will the tested benefit **miss**?

# %% part="answer" question="q1"
predicted_missed_percent = None  # a number from 0 to 100, in the place of None
### BEGIN SOLUTION
predicted_missed_percent = 10
### END SOLUTION

# %% [markdown] part="question" question="q2"
# **Second guess.** Of 100 children who *get* the tested benefit, how many will **not** be poor?

# %% part="answer" question="q2"
predicted_not_poor_percent = None  # a number from 0 to 100, in the place of None
### BEGIN SOLUTION
predicted_not_poor_percent = 20
### END SOLUTION

# %% [markdown] part="notebook"
# **Now compute.** The next cell simulates the universal benefit. `summarise` gives its result in numbers.

# %% part="notebook"
import simulator

nepal = simulator.country("nepal")
universal = simulator.summarise(simulator.simulate(nepal, exercise.policy("universal")))
print(f"Cost: {universal.cost.percent_of_gdp:.3f} % of GDP")
print(
    f"Poor before the benefit: {universal.group.before.headcount_percent:.1f} % of the children aged 0 to 5"
)
print(universal.reach)

# %% [markdown] part="question" question="q3"
# **Whom does the tested benefit miss?** Write the same line for `exercise.policy("tested")`, and take from its result: of
# 100 poor children aged 0 to 5, how many does it miss?

# %% part="answer" question="q3"
missed_percent = None  # lines that compute it, in the place of None
### BEGIN SOLUTION
tested = simulator.summarise(simulator.simulate(nepal, exercise.policy("tested")))
missed_percent = tested.reach.exclusion_error_percent
### END SOLUTION

# %% part="test" question="q3"
exercise.assert_right("q3", missed_percent=missed_percent, predicted_missed_percent=predicted_missed_percent)
### BEGIN HIDDEN TESTS
import simulator


def percent_missed(outcome):
    people, line = outcome.population, outcome.population.economy.line().month
    poor = people.households.consumption_month < line
    meant = outcome.group & poor[people.persons.household]
    weight = people.person_weight
    return 100 * float(weight[meant & ~outcome.reached].sum()) / float(weight[meant].sum())


outcome = simulator.simulate(simulator.country("nepal"), exercise.policy("tested"))
away = exercise.number(missed_percent) - percent_missed(outcome)
assert -0.051 <= away <= 0.051, "The number is another one."
### END HIDDEN TESTS

# %% [markdown] part="question" question="q4"
# **Whom does it pay?** From the same result: of 100 children who get the tested benefit, how many are **not** poor?
# `exercise.summary("tested")` gives the result too.

# %% part="answer" question="q4"
not_poor_percent = None  # lines that compute it, in the place of None
### BEGIN SOLUTION
not_poor_percent = exercise.summary("tested").reach.inclusion_error_percent
### END SOLUTION

# %% part="test" question="q4"
exercise.assert_right(
    "q4", not_poor_percent=not_poor_percent, predicted_not_poor_percent=predicted_not_poor_percent
)
### BEGIN HIDDEN TESTS
import simulator


def percent_not_poor(outcome):
    people, line = outcome.population, outcome.population.economy.line().month
    poor = people.households.consumption_month < line
    paid = outcome.reached * people.person_weight
    return 100 * float(paid[~poor[people.persons.household]].sum()) / float(paid.sum())


outcome = simulator.simulate(simulator.country("nepal"), exercise.policy("tested"))
away = exercise.number(not_poor_percent) - percent_not_poor(outcome)
assert -0.051 <= away <= 0.051, "The number is another one."
### END HIDDEN TESTS

# %% [markdown] part="question" question="q5"
# **Why?** The tested benefit misses poor children whom the universal one reaches. What is the cause? You may try other
# policies before you choose: `exercise.summary("perfect")` has a score that makes no mistake, and
# `exercise.summary("generous")` pays each child much more.

# %% part="answer" question="q5"
cause = None  # the letter of your choice in quotes, in the place of None
### BEGIN SOLUTION
# With a perfect score and the same quota nobody poor is missed: so places and money are enough, the guess is the cause.
cause = "b"
### END SOLUTION

# %% part="test" question="q5"
exercise.assert_right("q5", cause=cause)
### BEGIN HIDDEN TESTS
assert type(cause) is str and cause.strip().lower() == "b", "Another option is the cause."
### END HIDDEN TESTS

# %% [markdown] part="notebook"
# **Look back.** `check("q3")` and `check("q4")` have told how far your guesses were. What made you guess as you did?
#
# **Hand it in.** Save this notebook and give it to your trainer under the name `yourname__m2-e3.ipynb`.
