# %% [markdown]
# # Say it in words

# %% nbgrader={"grade": false, "grade_id": "share", "locked": false, "schema_version": 3, "solution": true, "task": false}
def share(part, whole):
    """Return the share in percent."""
    ### BEGIN SOLUTION
    return 100 * part / whole
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "share-test", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
assert share(1, 4) == 25, "In percent, please."
### BEGIN HIDDEN TESTS
try:
    share(1, 0)
except ZeroDivisionError:
    pass
else:
    raise AssertionError("A share of nothing is an error.")
### END HIDDEN TESTS

# %% [markdown] nbgrader={"grade": true, "grade_id": "why", "locked": false, "points": 4, "schema_version": 3, "solution": true, "task": false}
# Why does it matter? Write two sentences.
