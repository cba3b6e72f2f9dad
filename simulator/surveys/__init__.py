"""The analyst's own survey: loaded, checked, and completed with what can be derived from it."""

from simulator.surveys.loading import Survey, SurveyCheck, check_survey, load_survey
from simulator.surveys.mapping import ColumnMapping, Member, Reading, SurveyMapping
from simulator.surveys.mapping_file import read_mapping
from simulator.surveys.problems import BadSurvey, Problem

__all__ = [
    "BadSurvey",
    "ColumnMapping",
    "Member",
    "Problem",
    "Reading",
    "Survey",
    "SurveyCheck",
    "SurveyMapping",
    "check_survey",
    "load_survey",
    "read_mapping",
]
