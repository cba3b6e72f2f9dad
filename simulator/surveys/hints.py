"""How the columns of a population are called in survey files, for drafts of a mapping."""

from __future__ import annotations

import re
from collections.abc import Mapping

# For each field: what its column's name looks like, and what its label says.
HINTS: dict[str, tuple[str, str]] = {
    "household": (
        r"hh_?id|hhno|hh_?num(ber)?|household_?id|idhh|hid|case_?id|interview__?id|foliohh|uqnr",
        r"household (id|identifier|identification|number|code|no)|unique household",
    ),
    "person": (
        r"pid|person_?id|ind_?id|member_?(id|no)|line_?(no|number)|idcode|indiv|roster_?id|lno",
        r"(person|individual|member|line|serial|roster)('s)? (id|identifier|number|code|no)|person id",
    ),
    "weight": (
        r"w(ei)?gh?t.*|.*weight|wt|hhwt|hh_?wgt|pond.*|factor|fexp|sweight|wta_hh|hv005",
        r"(sampl\w+|household|survey|final|population|expansion)[ -]?(weight|factor)|weight",
    ),
    "urban": (r"urban|rural|urbrur|ur|area|sector|milieu|residence|hv025", r"urban|rural|place of residence"),
    "region": (
        r"region|province|prov|state|division|admin_?1|adm1|zone|hv024",
        r"region|province|division|state",
    ),
    "psu": (
        r"psu|cluster|clust|ea|upm|grappe|hv021|v021|xhpsu",
        r"primary sampling unit|cluster|enumeration area",
    ),
    "stratum": (r"strat(a|um)?|stratum_?id|strate|hv022", r"strat(a|um)"),
    "size": (
        r"hh_?size|size|members|nmem|hhsz|taille|hv009",
        r"(household|hh) size|number of (household )?members",
    ),
    "consumption": (
        r"(tot|total)_?(cons|exp|expend).*|pce?xp?|rpc.*|pcexp|cons(umption)?.*|welfare|expend.*|hhexp.*|wel_?ppp",
        r"(total|per capita|aggregate|household).*(consumption|expenditure)|welfare aggregate",
    ),
    "equivalent_size": (
        r"ad(ult)?_?eq.*|eq_?size|aesize|equivalent_size|hx240",
        r"adult[ -]equivalents?|equivali[sz]ed (household )?size",
    ),
    "proxy_score": (r"pmt|pmt_?score|proxy.*|score", r"proxy means|poverty score"),
    "decile": (r"decile|dec|deciles?_?nat", r"decile"),
    "age": (r"age|age_?y(ears)?|edad|ageyrs|hv105", r"age( in (completed )?years)?"),
    "sex": (r"sex|sexe|sexo|gender|male|female|hv104", r"sex|gender"),
    "relation": (
        r"rel(ation|at|_?head)?|relhh|relationship|lien|hv101",
        r"relation(ship)? to (the )?(household )?head",
    ),
    "disability": (r"disab.*|handicap|disability", r"disabilit|functional limitation"),
    "work": (r"work|emp_?stat(us)?|empstat|lstatus|occ_?stat", r"status in employment|employment status"),
    "earnings": (r"earn.*|wage.*|salary|labou?r_?inc.*|income_?lab", r"earnings|wage|salary"),
}

# What a label says of the amounts in its column.
SAID: dict[str, dict[str, str]] = {
    "period": {
        "year": r"annual(ly)?|year(ly)?|per annum|(12|twelve) months",
        "half_year": r"half[ -]year(ly)?|(6|six) months",
        "quarter": r"quarter(ly)?|(3|three) months",
        "month": r"month(ly)?|30 days",
        "fortnight": r"fortnight(ly)?|14 days|(2|two) weeks",
        "week": r"week(ly)?|(7|seven) days",
        "day": r"day|daily",
    },
    "per": {
        "person": r"per (person|capita|(household )?member)",
        "equivalent_adult": r"adult[ -]equivalent|equivalent[ -]adult",
        "household": r"household|hh",
    },
}


def name_fits(field: str, name: str) -> bool:
    """Say whether a column's name looks like that of a field.

    >>> name_fits("weight", "hh_wgt"), name_fits("age", "village")
    (True, False)
    """
    return field in HINTS and bool(re.fullmatch(HINTS[field][0], name.strip().lower()))


def label_fits(field: str, label: str) -> bool:
    """Say whether a column's label speaks of a field.

    >>> label_fits("relation", "Relationship to the household head")
    True
    """
    return field in HINTS and bool(re.search(rf"\b(?:{HINTS[field][1]})\b", label.lower()))


def said_in(label: str, options: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Return the choices of those options that a column's label names in words; of two periods, none.

    >>> said_in("Total household expenditure, annual", {"period": ("month", "year"), "per": ("household",)})
    {'period': 'year', 'per': 'household'}
    """
    found = {}
    for name in options:
        fitting = [
            key for key, words in SAID.get(name, {}).items() if re.search(rf"\b(?:{words})\b", label.lower())
        ]
        if len(fitting) == 1 or (fitting and name == "per"):
            found[name] = fitting[0]
    return found
