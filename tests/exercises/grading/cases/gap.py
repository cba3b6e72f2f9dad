# %% [markdown]
# # How poor are the poor?

# %%
import numpy as np
import pandas as pd


# %% nbgrader={"grade": false, "grade_id": "q1", "locked": false, "schema_version": 3, "solution": true, "task": false}
def poverty_gap(welfare, line):
    """Return the mean shortfall as a share of the line."""
    ### BEGIN SOLUTION
    welfare = np.asarray(welfare, dtype=float)
    return float(np.clip(line - welfare, 0, None).mean() / line)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "q1-test", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
assert poverty_gap([50, 100, 200], 100) is not None, "poverty_gap returns nothing: end it with return."
assert np.isclose(poverty_gap([50, 100, 200], 100), 1 / 6), (
    "Your poverty gap counts people above the line: clip at zero."
)
### BEGIN HIDDEN TESTS
drawn = np.random.default_rng(np.random.randint(2**31)).uniform(1, 300, 40)
assert np.isclose(poverty_gap(drawn, 120.0), np.clip(120 - drawn, 0, None).mean() / 120), (
    "Try other numbers: the gap must hold for any."
)
### END HIDDEN TESTS

# %% nbgrader={"grade": false, "grade_id": "q2", "locked": false, "schema_version": 3, "solution": true, "task": false}
# Make `table`, a table with the columns age and amount, for the ages 0, 1 and 2.
### BEGIN SOLUTION
table = pd.DataFrame({"age": [0, 1, 2], "amount": [4.0, 4.0, 2.0]})
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "q2-test", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
assert list(table.columns) == ["age", "amount"], "The columns are called age and amount."
earned = 1 + 1 * bool((table["age"] == [0, 1, 2]).all()) + 1 * bool(table["amount"].sum() == 10)
earned

# %% nbgrader={"grade": false, "grade_id": "q3", "locked": false, "schema_version": 3, "solution": true, "task": false}
answer = None
### BEGIN SOLUTION
answer = 42
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "q3-test", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
assert abs(answer - 42) < 1, "Count again."
