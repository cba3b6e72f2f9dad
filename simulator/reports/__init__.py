"""Results for people and for programs: text for the terminal, tables for pandas, JSON and CSV."""

from simulator.reports.brief import brief
from simulator.reports.codebook import codebook, codebook_csv
from simulator.reports.compared import compared_notes_text, compared_text
from simulator.reports.compared_brief import comparison_brief
from simulator.reports.csv_file import comparison_csv, result_csv
from simulator.reports.detail import detail_text, means_text
from simulator.reports.excel import workbook
from simulator.reports.figures import Figure, comparison_figures, figures
from simulator.reports.frames import to_frames
from simulator.reports.intervals import (
    assumption_range_frame,
    assumption_range_text,
    intervals_frame,
    intervals_text,
    uncertainty_text,
)
from simulator.reports.layout import as_json, number_text
from simulator.reports.notebook import (
    comparison_html,
    outcome_html,
    show_in_notebooks,
    spot_html,
    summary_html,
)
from simulator.reports.results import (
    Asked,
    comparison_data,
    comparison_schema,
    result_data,
    result_schema,
    result_schema_text,
)
from simulator.reports.schemas import json_schema, json_schema_text, schema_names
from simulator.reports.spot_data import package_costs_data, package_costs_frame, spot_data, spot_frame
from simulator.reports.spot_text import package_costs_text, spot_text
from simulator.reports.tables import rows, to_data, to_frame
from simulator.reports.text import groups_text, head_text, records_text, to_text

show_in_notebooks()

__all__ = [
    "Asked",
    "Figure",
    "as_json",
    "assumption_range_frame",
    "assumption_range_text",
    "brief",
    "codebook",
    "codebook_csv",
    "compared_notes_text",
    "compared_text",
    "comparison_brief",
    "comparison_csv",
    "comparison_data",
    "comparison_figures",
    "comparison_html",
    "comparison_schema",
    "detail_text",
    "figures",
    "groups_text",
    "head_text",
    "intervals_frame",
    "intervals_text",
    "json_schema",
    "json_schema_text",
    "means_text",
    "number_text",
    "outcome_html",
    "package_costs_data",
    "package_costs_frame",
    "package_costs_text",
    "records_text",
    "result_csv",
    "result_data",
    "result_schema",
    "result_schema_text",
    "rows",
    "schema_names",
    "show_in_notebooks",
    "spot_data",
    "spot_frame",
    "spot_html",
    "spot_text",
    "summary_html",
    "to_data",
    "to_frame",
    "to_frames",
    "to_text",
    "uncertainty_text",
    "workbook",
]
