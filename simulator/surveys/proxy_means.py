"""A proxy score from a survey: log consumption regressed on what can be seen, then tried elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from simulator.builders.arrays import Numbers
from simulator.errors import BadInput, expect
from simulator.measures import exclusion_error, inclusion_error, proxy_exclusion_error
from simulator.measures.weighting import read_only
from simulator.population import Population
from simulator.primitives.ranking import poorest
from simulator.surveys.proxy_regression import (
    check_independent,
    fold_of,
    least_squares,
    out_of_sample,
    r_squared,
)
from simulator.surveys.proxy_variables import (
    MISSING,
    Columns,
    ProxyVariable,
    Texts,
    proxy_variable,
    variable_values,
)

QUOTAS = (0.1, 0.2, 0.3, 0.4, 0.5)
FOLDS, SEEDS = (2, 50), (0, 2**32 - 1)
CONSTANT = "constant"


@dataclass(frozen=True)
class Coefficient:
    """One term: what log consumption differs by for one unit more, and how sure that is.

    The standard error allows for unequal spread and, where the survey names them, for sampling units.
    """

    term: str
    value: float
    standard_error: float


@dataclass(frozen=True)
class QuotaErrors:
    """Whom a quota by the score misses and wrongly reaches, percent of persons; as many poorest are intended.

    Of the score of households that the regression did not see. `theory_percent` is either error where log
    consumption and score are jointly normal (`measures.proxy_exclusion_error`).
    """

    quota_percent: float
    exclusion_percent: float
    inclusion_percent: float
    theory_percent: float


@dataclass(frozen=True)
class ProxyMeansModel:
    """A regression of log consumption, weighted by persons, with its test on households left out.

    `r_squared` is of the households it was made from, `r_squared_out_of_sample` of each fold of them by a
    regression on the other folds. Where the survey names its sampling units, a unit lies in one fold, and
    `sampling_units` counts them; else it is None. `notes` tell what was done with gaps.
    """

    variables: tuple[ProxyVariable, ...]
    coefficients: tuple[Coefficient, ...]
    r_squared: float
    r_squared_out_of_sample: float
    errors: tuple[QuotaErrors, ...]
    households: int
    sampling_units: int | None
    folds: int
    seed: int
    notes: tuple[str, ...]

    def score(self, population: Population, columns: Columns | None = None) -> Numbers:
        """Return the score of each household, low for the poor, read-only: log consumption as predicted."""
        names = [each.name for each in self.variables]
        design = _design(self.variables, variable_values(population, names, columns))
        return read_only(design @ np.array([each.value for each in self.coefficients]))


def proxy_means_model(
    population: Population,
    variables: Sequence[str],
    columns: Columns | None = None,
    folds: int = 5,
    seed: int = 1,
) -> ProxyMeansModel:
    """Return weighted least squares of log consumption on the variables, and how well it does elsewhere.

    `variables` are names of `proxy_variables.TRAITS` or of `columns`, a frame with one row a household in
    the population's order; texts become categories. Households count by weight × size; each lies in one of
    the folds whole, and so does each sampling unit. Consumption of 0, a variable that others determine, or
    more terms than households is `SimulatorError`.
    Source: Grosh and Baker, Proxy Means Tests for Targeting Social Programs (World Bank 1995).

    >>> from simulator import country
    >>> model = proxy_means_model(country("nepal"), ["log_size", "share_of_children", "urban"])
    >>> [each.term for each in model.coefficients]
    ['constant', 'log_size', 'share_of_children', 'urban']
    >>> model.r_squared_out_of_sample < model.r_squared < 0.5
    True
    """
    expect("population", population, Population, "Use simulator.load_survey(path).")
    _check_whole("folds", folds, FOLDS)
    _check_whole("seed", seed, SEEDS)
    values = variable_values(population, variables, columns)
    described = tuple(proxy_variable(name, each) for name, each in values.items())
    terms = (CONSTANT, *(term for each in described for term in each.terms))
    design = _design(described, values)
    outcome, persons = _log_consumption(population), population.members_weight
    check_independent(design, persons, terms)
    units = population.households.psu
    elsewhere = out_of_sample(design, outcome, persons, fold_of(len(outcome), folds, seed, units))
    fit = least_squares(design, outcome, persons, units)
    found = r_squared(outcome, elsewhere, persons)
    return ProxyMeansModel(
        variables=described,
        coefficients=tuple(map(Coefficient, terms, fit.values.tolist(), fit.standard_errors.tolist())),
        r_squared=r_squared(outcome, design @ fit.values, persons),
        r_squared_out_of_sample=found,
        errors=tuple(_errors(outcome, elsewhere, persons, quota, found) for quota in QUOTAS),
        households=len(outcome),
        sampling_units=None if units is None else len(np.unique(units)),
        folds=folds,
        seed=seed,
        notes=_notes(values),
    )


def with_proxy_score(
    population: Population, model: ProxyMeansModel, columns: Columns | None = None
) -> Population:
    """Return the population with the model's score in `households.proxy_score`, low for the poor.

    The score of the very households that the model was made from looks a little better than it would on
    others: `r_squared_out_of_sample` says by how much. The label tells the model's R² on others.

    >>> from simulator import country
    >>> nepal = country("nepal")
    >>> scored = with_proxy_score(nepal, proxy_means_model(nepal, ["log_size", "urban"]))
    >>> bool(scored.households.proxy_score.std() > 0)
    True
    """
    expect("population", population, Population, "Use simulator.load_survey(path).")
    expect("model", model, ProxyMeansModel, "Make one: proxy_means_model(population, variables).")
    names = ", ".join(each.name for each in model.variables)
    label = f"{population.label}. Proxy score from {names}; R² {model.r_squared_out_of_sample:.2f} on others"
    scored = replace(population.households, proxy_score=model.score(population, columns))
    return replace(population, label=label, households=scored)


def proxy_means_text(model: ProxyMeansModel) -> str:
    """Return a report on the model to print: its terms, how much it explains, and whom it would miss.

    >>> from simulator import country
    >>> print(proxy_means_text(proxy_means_model(country("nepal"), ["log_size"])).splitlines()[0])
    Log consumption a person, 5,000 households, weighted by persons
    """
    expect("model", model, ProxyMeansModel, "Make one: proxy_means_model(population, variables).")
    width = max(len(each.term) for each in model.coefficients)
    return "\n".join(
        [
            f"Log consumption a person, {model.households:,} households, weighted by persons",
            f"{'':{width}}  coefficient  standard error",
            *(
                f"{each.term:{width}}  {each.value:11.4f}  {each.standard_error:14.4f}"
                for each in model.coefficients
            ),
            f"R²: {model.r_squared:.3f}; on households left out, {model.folds} folds: "
            f"{model.r_squared_out_of_sample:.3f}",
            "Quota by score, on households left out; in percent of persons",
            "quota  exclusion error  inclusion error  either in theory",
            *(
                f"{each.quota_percent:5.0f}  {each.exclusion_percent:15.1f}  {each.inclusion_percent:15.1f}  "
                f"{each.theory_percent:16.1f}"
                for each in model.errors
            ),
            _design_note(model),
            *model.notes,
        ]
    )


def _design(variables: Sequence[ProxyVariable], values: Mapping[str, Numbers | Texts]) -> Numbers:
    """Return households × terms, the constant first."""
    parts = [each.columns(values[each.name]) for each in variables]
    return np.column_stack([np.ones(len(parts[0])), *parts])


def _log_consumption(population: Population) -> Numbers:
    """Return log consumption a month per person, or refuse households that consume nothing."""
    consumption = population.households.consumption_month
    nothing = int((consumption <= 0).sum())
    if nothing:
        raise BadInput("consumption_month", f"0 in {nothing} households", "above 0", "Mend or drop them.")
    logs: Numbers = np.log(consumption)
    return logs


def _errors(outcome: Numbers, score: Numbers, persons: Numbers, quota: float, found: float) -> QuotaErrors:
    """Return what a quota by the score misses and wrongly reaches."""
    intended, reached = poorest(outcome, persons, quota), poorest(score, persons, quota)
    theory = proxy_exclusion_error(max(found, 0.0), quota)
    missed = exclusion_error(intended, reached, persons)
    mistaken = inclusion_error(intended, reached, persons)
    return QuotaErrors(100 * quota, 100 * missed, 100 * mistaken, 100 * theory)


def _design_note(model: ProxyMeansModel) -> str:
    """Return what is known of how the sample was drawn."""
    if model.sampling_units is None:
        return "Sampling units are not known: true standard errors are larger, the R² of other places lower."
    return f"Standard errors and folds allow for {model.sampling_units:,} sampling units."


def _notes(values: Mapping[str, Numbers | Texts]) -> tuple[str, ...]:
    """Return a sentence on each variable in which some households have no value."""
    texts = {name: each for name, each in values.items() if each.dtype.kind == "U"}
    gaps = {name: int((each == MISSING).sum()) for name, each in texts.items()}
    return tuple(
        f"{name}: {count} households have no value; they are a category of their own, '{MISSING}'."
        for name, count in gaps.items()
        if count
    )


def _check_whole(name: str, given: object, ends: tuple[int, int]) -> None:
    """Refuse what is not a whole number within the ends."""
    low, high = ends
    if isinstance(given, bool) or not isinstance(given, int) or not low <= given <= high:
        raise BadInput(name, given, f"a whole number from {low} to {high}", "Leave it out for the default.")
