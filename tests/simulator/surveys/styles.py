"""The made-up files of `test_styles_of_surveys.py` with their mappings: three households each, or four."""

from __future__ import annotations

from typing import Any

import numpy as np

ECONOMY = """
economy:
  currency: TST
  price_year: 2022
  gdp_per_person_month: 1500
  lcu_month_per_ppp_day: 20
  poverty_lines: [{id: line, label: A line, month: 600, source: made up}]
"""
HIES: dict[str, Any] = {
    "files": {
        "households": (
            "psu;hhno;wgt;area;totcons;food7d\n"
            "1;1;150;গ্রাম;14600;70\n1;11;150;গ্রাম;7300;35\n11;1;80;শহর;29200;140\n"
        ).encode("utf-8-sig"),
        "persons": (
            "psu;hhno;pid;sex;age\n1;1;1;পুরুষ;৪০\n1;1;2;নারী;৩৮\n1;1;3;নারী;৯৯\n"
            "1;11;1;নারী;৭০\n11;1;1;পুরুষ;৩০\n11;1;2;নারী;২৮\n"
        ).encode("utf-8-sig"),
    },
    "mapping": """version: 1
name: HIES
columns:
  household: [psu, hhno]
  person: pid
  weight: wgt
  psu: psu
  urban: {column: area, rural: [গ্রাম], urban: [শহর]}
  consumption: {column: totcons, period: year, per: household}
  age: {column: age, missing: [98, 99], missing_means: 30}
  sex: {column: sex, female: [নারী], male: [পুরুষ]}
""",
}
LSMS: dict[str, Any] = {
    "households": (
        {
            "hhid": [10101.0, 10102.0, 10201.0],
            "ward": [101, 101, 102],
            "urbrur": [2, 2, 1],
            "belt": [1.0, 1.0, 2.0],
            "pcexp": [36000.0, 24000.0, 60000.0],
            "popwt": [300.0, 200.0, 120.0],
            "hhsize": [3, 2, 1],
        },
        {"urbrur": {1: "Urban", 2: "Rural"}, "belt": {1.0: "Mountains", 2.0: "Hills"}},
    ),
    "persons": (
        {
            "hhid": [10101.0, 10101.0, 10101.0, 10102.0, 10102.0, 10201.0],
            "idcode": [1, 2, 3, 1, 2, 1],
            "v2_sex": [1, 2, 2, 2, 1, 2],
            "v2_age": [44, 40, 9, 95, 60, 33],
            "reln": [1, 2, 3, 1, 3, 1],
        },
        {
            "v2_sex": {1: "पुरुष", 2: "महिला"},
            "v2_age": {95: "95 years and over"},
            "reln": {1: "Head", 2: "Husband/Wife", 3: "Son/Daughter"},
        },
    ),
    "mapping": """version: 1
name: LSMS
columns:
  household: hhid
  person: idcode
  weight: {column: popwt, counts: persons}
  urban: urbrur
  region: belt
  psu: ward
  size: hhsize
  consumption: {column: pcexp, period: year, per: person}
  age: v2_age
  sex: {column: v2_sex, female: [2], male: [1]}
  relation: {column: reln, head: [1], spouse: [2], child: [3]}
""",
}
EU_SILC: dict[str, Any] = {
    "encodings": {"households": "utf-16", "persons": "cp1252"},
    "files": {
        "households": (
            "DB030;DB090;DB100;DB040;DB060;HY020;HX050;HX090;HX040\n"
            "1;1200,5;3;Kärnten;11;42000,00;1,8;23333,33;3\n2;900,25;1;Wien;12;15000,00;1;15000,00;1\n"
            "3;1500;2;Wien;12;30000,00;1,5;20000,00;2\n"
        ).encode("utf-16"),
        "persons": (
            "RB030;DB030;RX020;RB090\n101;1;52;1\n102;1;49;2\n103;1;12;2\n201;2;80;2\n301;3;0;1\n302;3;31;2\n"
        ).encode("cp1252"),
    },
    "mapping": """version: 1
name: SILC
columns:
  household: DB030
  person: RB030
  weight: DB090
  urban: {column: DB100, urban: [1, 2], rural: [3]}
  region: DB040
  psu: DB060
  size: HX040
  consumption: {column: HX090, period: year, per: equivalent_adult}
  equivalent_size: HX050
  age: RX020
  sex: {column: RB090, female: [2], male: [1]}
""",
}
MICS: dict[str, Any] = {
    "households": (
        {
            "HH1": [1.0, 1, 2, 2],
            "HH2": [1.0, 2, 1, 3],
            "HH46": [1.0, 1, 2, 1],
            "HH6": [1.0, 1, 2, 2],
            "hhweight": [0.8, 1.2, 0.0, 1.1],
            "wscore": [1.1, 0.2, np.nan, -1.3],
            "spent": [100.0, 50.0, np.nan, 30.0],
        },
        {"HH46": {1.0: "Complété", 2.0: "Absent"}, "HH6": {1.0: "Urbain", 2.0: "Rural"}},
    ),
    "persons": (
        {
            "HH1": [1.0, 1, 1, 2, 2, 2],
            "HH2": [1.0, 1, 2, 3, 3, 3],
            "HL1": [1.0, 2, 1, 1, 2, 3],
            "HL4": [1.0, 2, 2, 2, 1, 1],
            "HL6": [41.0, 98, 95, 30, 3, 99],
        },
        {"HL4": {1.0: "Masculin", 2.0: "Féminin"}, "HL6": {95.0: "95+", 98.0: "NSP", 99.0: "Manquant"}},
    ),
    "consumption": "  consumption: {column: spent, period: month, per: person}\n",
    "mapping": """version: 1
name: MICS
keep: {HH46: [1]}
columns:
  household: [HH1, HH2]
  person: HL1
  weight: hhweight
  urban: {column: HH6, urban: [1], rural: [2]}
  psu: HH1
  proxy_score: wscore
  consumption: {column: spent, period: month, per: person}
  age: {column: HL6, missing: [98, 99], missing_means: 35}
  sex: {column: HL4, female: [2], male: [1]}
""",
}
