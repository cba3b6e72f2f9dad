"""Results for people and for programs: text for the terminal, tables for pandas, JSON and CSV."""

from simulator.reports.compared import compared_notes_text, compared_text
from simulator.reports.csv_file import comparison_csv, result_csv
from simulator.reports.frames import to_frames
from simulator.reports.intervals import (
    assumption_range_frame,
    assumption_range_text,
    intervals_frame,
    intervals_text,
    uncertainty_text,
)
from simulator.reports.layout import number_text
from simulator.reports.results import (
    Asked,
    comparison_data,
    comparison_schema,
    result_data,
    result_schema,
    result_schema_text,
)
from simulator.reports.tables import rows, to_data, to_frame
from simulator.reports.text import groups_text, head_text, records_text, to_text

__all__ = [
    "Asked",
    "assumption_range_frame",
    "assumption_range_text",
    "compared_notes_text",
    "compared_text",
    "comparison_csv",
    "comparison_data",
    "comparison_schema",
    "groups_text",
    "head_text",
    "intervals_frame",
    "intervals_text",
    "number_text",
    "records_text",
    "result_csv",
    "result_data",
    "result_schema",
    "result_schema_text",
    "rows",
    "to_data",
    "to_frame",
    "to_frames",
    "to_text",
    "uncertainty_text",
]
