# %% [raw] part="sheet"
# # What learners may see: it travels in the notebook.
# id: m2-e4
# version: 1
# title: Read a result
# minutes: 15
# country: nepal
# aims:
# - read from a table what a benefit does to the headcount, and what it does to the gap;
# - find in two columns why poor children are missed;
# - tell a minister in a few sentences what the numbers say, and what to change first.
# policies:
#   benefit:
#     policy:
#       version: 1
#       schemes:
#       - id: child_benefit
#         who: {age: [0, 5]}
#         rule: {proxy_quota: {share: 0.35, of: persons}}
#         amount: {value: 6, unit: percent_gdp_per_person}
#         take_up: 0.7
#       financing: external
#   all_claim:
#     policy:
#       version: 1
#       schemes:
#       - id: child_benefit
#         who: {age: [0, 5]}
#         rule: {proxy_quota: {share: 0.35, of: persons}}
#         amount: {value: 6, unit: percent_gdp_per_person}
#         take_up: 1
#       financing: external
#   larger:
#     policy:
#       version: 1
#       schemes:
#       - id: child_benefit
#         who: {age: [0, 5]}
#         rule: {proxy_quota: {share: 0.35, of: persons}}
#         amount: {value: 12, unit: percent_gdp_per_person}
#         take_up: 0.7
#       financing: external
# questions:
# - id: q1
#   kind: choice
#   variable: poverty_reading
#   points: 2
#   label: What the table says about poverty
#   options:
#   - id: a
#     text: The benefit lifts most of the poor children of the group over the line.
#     claims: [benefit.group.after.headcount_percent < 0.5 * benefit.group.before.headcount_percent]
#     message: >-
#       Compare the headcount of the group before and after. "Most" would mean that it falls by more than half.
#   - id: b
#     text: The benefit does nothing about poverty. The headcount hardly moves, so nobody is better off.
#     claims: [benefit.group.after.gap_percent > 0.999 * benefit.group.before.gap_percent]
#     message: >-
#       The headcount counts only who crosses the line. Which row shows how far below it the others still are?
#   - id: c
#     text: In the group, the gap falls by a larger share than the headcount. Many stay poor, but less deeply.
#     claims:
#     - benefit.group.after.gap_percent * benefit.group.before.headcount_percent < benefit.group.after.headcount_percent * benefit.group.before.gap_percent
#     message: >-
#       Divide the number after by the number before, once for the headcount and once for the gap. Which one is smaller?
#   - id: d
#     text: The benefit helps those just below the line only. The poorest of the group stay as poor as they were.
#     claims: [benefit.group.after.severity_percent > 0.999 * benefit.group.before.severity_percent]
#     message: >-
#       The severity gives the poorest the most weight. What does it do between before and after?
#   right: A benefit can do much good without moving the headcount. Read the gap beside it, always.
#   hints:
#   - Look at the rows that begin with "The group". There are three measures, each before and after.
#   - Headcount says how many are poor. Gap says how far below the line people are. Severity looks most at the poorest.
#   - "For each measure, divide the number after by the number before. 0.9 means that it fell by a tenth."
# - id: q2
#   kind: choice
#   variable: missed_reading
#   points: 2
#   label: Why poor children are missed
#   options:
#   - id: a
#     text: Mostly because families with the right to it do not claim it.
#     claims: [all_claim.reach.exclusion_error_percent < 0.5 * benefit.reach.exclusion_error_percent]
#     message: >-
#       Compare the exclusion error of the two columns. How much of it is left when every family claims?
#   - id: b
#     text: Mostly because the score takes poor families for better off.
#     claims: [all_claim.reach.exclusion_error_percent > 0.5 * benefit.reach.exclusion_error_percent]
#     message: >-
#       The score is the same in both columns. If it were the main cause, most of the error would be there in both.
#   - id: c
#     text: Mostly because the quota has fewer places than there are poor children.
#     claims: [all_claim.reach.group_percent < all_claim.group.before.headcount_percent]
#     message: >-
#       If every family claims, which share of the group is reached? And which share of the group is poor?
#   - id: d
#     text: Mostly because the benefit is small. Who is offered more does not miss out.
#     claims: [larger.reach.exclusion_error_percent < 0.5 * benefit.reach.exclusion_error_percent]
#     message: >-
#       `exercise.summary("larger")` is the same benefit, twice as large. Does it miss fewer?
#   right: Two causes add up here, and the table tells them apart. The larger one is not in the design, but in the office.
#   hints:
#   - Only one thing differs between the two columns. Which one?
#   - Look at the row "Exclusion error". The right column has what is left of it when nobody stays away.
#   - "What is left in the right column is the work of the score. What has gone is the work of claiming. Which is more?"
# - id: q3
#   kind: choice
#   variable: chart_reading
#   points: 2
#   label: What the chart says
#   options:
#   - id: a
#     text: All children of the poorest tenth get the benefit.
#     claims: [benefit.tenths.0.missed_persons < 1]
#     message: Look at the first bar. Does it reach 100 %?
#   - id: b
#     text: Children of the richer half get nothing.
#     claims: [benefit.tenths.5.reached_persons < 1]
#     message: Look at the bars from 6 to 10. Are they empty?
#   - id: c
#     text: There are more children with the benefit in the richest tenth than in the poorest.
#     claims: [benefit.tenths.9.reached_persons > benefit.tenths.0.reached_persons]
#     message: Compare the first and the last bar. Tenth 1 is the poorest.
#   - id: d
#     text: Even in the poorest tenth some children are missed, and even in the richest some are reached.
#     claims:
#     - benefit.tenths.0.missed_persons > 1
#     - benefit.tenths.9.reached_persons > 1
#     message: Look at both ends of the chart. Is the first bar full, and is the last one empty?
#   right: The first bar is the longest and the last one the shortest, but none is full or empty. A score makes mistakes.
#   hints:
#   - Tenth 1 holds the poorest persons of the country, tenth 10 the richest.
#   - A full bar would be 100 %. An empty one would be 0 %.
#   - Look at both ends first, then at the bars between. "All" and "nothing" are strong words.
# - id: q4
#   kind: text
#   points: 3
#   label: Two or three sentences to the minister
#   right: Your answer is written. Your trainer reads it and gives the points.
#   hints:
#   - Say first what the benefit does, then what it fails to do. One number for each is enough.
#   - Which of your three readings would surprise a minister who looks at the headcount only?
#   - Then name one change. It should act on the larger of the two causes that you found.

# %% [raw] part="trainer"
# # What learners may not see.
# rubric:
#   q4:
#     levels:
#     - {points: 3, what: "says what the benefit does and what it fails to do, each with a number of the table and its unit, and names a change that follows from the larger cause (help families to claim)"}
#     - {points: 2, what: "says both, but one number is missing or misread, or the change does not follow from the cause"}
#     - {points: 1, what: "says one of the two rightly, or lists numbers without saying what they mean for children"}
#     - {points: 0, what: "says nothing that the table supports"}
# misconceptions:
# - id: a-benefit-ends-poverty
#   question: q1
#   message: would mean that it falls by more than half
#   loses: 2
#   answers: {q1: a}
# - id: no-change-in-the-headcount-no-effect
#   question: q1
#   message: counts only who crosses the line
#   loses: 2
#   answers: {q1: b}
# - id: only-the-nearly-poor-gain
#   question: q1
#   message: gives the poorest the most weight
#   loses: 2
#   answers: {q1: d}
# - id: the-score-is-always-to-blame
#   question: q2
#   message: The score is the same in both columns
#   loses: 2
#   answers: {q2: b}
# - id: too-few-places-for-the-poor
#   question: q2
#   message: which share of the group is poor
#   loses: 2
#   answers: {q2: c}
# - id: money-mends-everything
#   question: q2
#   message: twice as large
#   loses: 2
#   answers: {q2: d}
# - id: the-poorest-are-all-reached
#   question: q3
#   message: Does it reach 100 %?
#   loses: 2
#   answers: {q3: a}
# - id: a-quota-keeps-out-the-rich
#   question: q3
#   message: Are they empty?
#   loses: 2
#   answers: {q3: b}
# - id: the-tenths-read-from-the-wrong-end
#   question: q3
#   message: Tenth 1 is the poorest
#   loses: 2
#   answers: {q3: c}

# %% [markdown] part="text"
# A ministry has a result on its table: a benefit for children aged 0 to 5 in Nepal, for the 35 % of persons with the
# lowest proxy score. Of the families with a right to it, 70 % claim it. You read the result for the minister.
#
# The children are **synthetic**: invented households that together match published figures. Every number below is
# computed when you run the cells.

# %% part="notebook"
import simulator

benefit, all_claim = exercise.summary("benefit"), exercise.summary("all_claim")
table = simulator.to_frame({"As it is": benefit, "If every family claimed": all_claim})
table.round(2)

# %% [markdown] part="notebook"
# **The chart.** Of the children aged 0 to 5 in each tenth of the country's persons, how many get the benefit as it is?
# Tenth 1 is the poorest, tenth 10 the richest.

# %% part="notebook"
print("Tenth  reached")
for each in benefit.tenths:
    percent = 100 * each.reached_persons / (each.reached_persons + each.missed_persons)
    print(f"{each.tenth:5}  {percent:5.1f} %  {'█' * round(percent / 2)}")

# %% [markdown] part="question" question="q1"
# **Poverty.** Which sentence does the column *As it is* support? The group are the children aged 0 to 5.

# %% part="answer" question="q1"
poverty_reading = None  # the letter of your choice in quotes, in the place of None
### BEGIN SOLUTION
# The headcount falls by less than a tenth, the gap by more than a tenth: many stay poor, but less deeply.
poverty_reading = "c"
### END SOLUTION

# %% part="test" question="q1"
exercise.assert_right("q1", poverty_reading=poverty_reading)
### BEGIN HIDDEN TESTS
assert type(poverty_reading) is str and poverty_reading.strip().lower() == "c", "Another sentence is right."
### END HIDDEN TESTS

# %% [markdown] part="question" question="q2"
# **Who is missed.** Some of the poor children do not get the benefit. Why? Compare the two columns.

# %% part="answer" question="q2"
missed_reading = None  # the letter of your choice in quotes, in the place of None
### BEGIN SOLUTION
# When every family claims, less than half of the exclusion error is left: that part is the score's, the rest is not.
missed_reading = "a"
### END SOLUTION

# %% part="test" question="q2"
exercise.assert_right("q2", missed_reading=missed_reading)
### BEGIN HIDDEN TESTS
assert type(missed_reading) is str and missed_reading.strip().lower() == "a", "Another sentence is right."
### END HIDDEN TESTS

# %% [markdown] part="question" question="q3"
# **The chart.** Which sentence does it support?

# %% part="answer" question="q3"
chart_reading = None  # the letter of your choice in quotes, in the place of None
### BEGIN SOLUTION
# No bar is full, and no bar is empty.
chart_reading = "d"
### END SOLUTION

# %% part="test" question="q3"
exercise.assert_right("q3", chart_reading=chart_reading)
### BEGIN HIDDEN TESTS
assert type(chart_reading) is str and chart_reading.strip().lower() == "d", "Another sentence is right."
### END HIDDEN TESTS

# %% [markdown] part="question" question="q4"
# **Tell the minister.** In two or three sentences: what does the benefit do for young children, what does it fail to do,
# and what would you change first? Use numbers from the table.

# %% [markdown] part="notebook"
# Double-click the cell below, write in the place of YOUR ANSWER HERE, and press Shift and Enter.

# %% [markdown] part="answer" question="q4"
# ### BEGIN SOLUTION
# The benefit makes poor children less poor: their poverty gap falls from 5.3 % to 4.6 %, although the headcount hardly
# moves. But it misses 40 % of the poor children. If every family claimed, it would miss 18 %: so I would first help
# families to claim, before I pay for a better score.
# ### END SOLUTION

# %% [markdown] part="notebook"
# **Hand it in.** Save this notebook and give it to your trainer under the name `yourname__m2-e4.ipynb`.
