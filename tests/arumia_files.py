"""Arumia as survey files: what a statistical office would hand out, under the names of ESCAP's simulator.

An amount is ARU a month. `adj_factor` is persons per equivalent adult, so `adj_welfare` is consumption a
month per equivalent adult. What ESCAP has no name for (region, work, earnings, benefits by name) stands
under our own.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulator import Population, country
from simulator.population import HOUSEHOLD_TYPES, WORK_STATUSES

HOUSEHOLDS_A_CLUSTER = 20
FIRST_ID = 1001
# Sex as most questionnaires code it.
SEX_CODES = np.array([2, 1])
NAMES = ("households.csv", "persons.csv")


def write_csv(folder: Path) -> tuple[Path, Path]:
    """Write Arumia's households and persons into a folder as two files; returns their paths.

    The two share `hhid`; join them on it for one file at the level of persons.
    """
    paths = folder / NAMES[0], folder / NAMES[1]
    for path, frame in zip(paths, survey_frames(country("arumia")), strict=True):
        frame.to_csv(path, index=False)
    return paths


def survey_frames(population: Population) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the households and the persons of a population with a survey's names of columns."""
    homes, persons = population.households, population.persons
    hhid = FIRST_ID + np.arange(len(homes.size))
    stratum, psu = sample_design(population)
    factor = homes.size / homes.equivalent_size
    households = pd.DataFrame(
        {
            "hhid": hhid,
            "psu": psu,
            "stratum": stratum,
            "weight": homes.weight,
            "rural": (~homes.urban).astype(int),
            "region": np.array(population.regions)[homes.region],
            "hhsize": homes.size,
            "hhtype": np.array(HOUSEHOLD_TYPES)[homes.type],
            "adj_factor": factor,
            "adj_welfare": homes.consumption_month * factor,
            "pmt": homes.proxy_score,
            "decile": deciles(population),
        }
    )
    members = pd.DataFrame(
        {
            "hhid": hhid[persons.household],
            "pid": 1 + np.arange(len(persons.age)) - np.searchsorted(persons.household, persons.household),
            "age": persons.age,
            "sex": SEX_CODES[persons.sex],
            "disab": persons.disability,
            "work": np.array(WORK_STATUSES)[persons.work],
            "earnings_month": persons.earnings_month,
            "previous_earnings_month": persons.previous_earnings_month,
            "contribution_years": persons.contribution_years,
            **{f"benefit_{name}": amounts for name, amounts in persons.benefits_month.items()},
        }
    )
    return households, members


def deciles(population: Population) -> NDArray[np.int64]:
    """Return for each household the tenth of persons that its middle person is in, 1 the poorest."""
    order = np.argsort(population.households.consumption_month, kind="stable")
    members = population.members_weight[order]
    tenth = np.empty(len(order), dtype=int)
    tenth[order] = np.ceil(10 * (np.cumsum(members) - members / 2) / members.sum())
    return tenth


def sample_design(population: Population) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return each household's stratum (a region's towns or villages) and, within it, its cluster of 20."""
    stratum = 2 * population.households.region.astype(int) + population.households.urban
    place = np.zeros(len(stratum), dtype=int)
    for number in np.unique(stratum):
        place[stratum == number] = np.arange((stratum == number).sum())
    pairs = np.column_stack([stratum, place // HOUSEHOLDS_A_CLUSTER])
    return 1 + stratum, 1 + np.unique(pairs, axis=0, return_inverse=True)[1]
