"""Builders of populations. The engine never imports them: it takes the population they return.

METHOD.md beside this file says how a synthetic population is made and what it cannot tell.
"""

from simulator.builders.check import published_versus_synthetic
from simulator.builders.facts import CountryFacts
from simulator.builders.facts_file import read_facts
from simulator.builders.synthetic import build_population

__all__ = ["CountryFacts", "build_population", "published_versus_synthetic", "read_facts"]
