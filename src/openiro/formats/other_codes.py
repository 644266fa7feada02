"""The words of Annex A and of the Standard Safeguarding Dataset as codes of the 903, as data.

A cell may begin with a letter of a list ('a) Male'), hold the code with text after it ('C2: full care order'), or
the words alone. Source: Ofsted, Annex A (lists and their letters); the guide to the SSDA903 collection.
"""

import re

import polars as pl

from openiro.domain.codes import CODE_SETS, codes_ever
from openiro.formats.problems import ProblemLog, Remark

_LETTER = re.compile(r"^[a-z]{1,2}\)\s*", re.IGNORECASE)
_FIRST = re.compile(r"^[A-Za-z0-9]+")
SEVERAL = ""  # a word that stands for several codes, so that none can be told
_YES = {"yes": "1", "y": "1", "true": "1", "no": "0", "n": "0", "false": "0", "1": "1", "0": "0"}
WORDS: dict[str, dict[str, str]] = {
    "SEX": {
        "male": "M",
        "female": "F",
        "not stated/recorded": "U",
        "not stated": "U",
        "unknown": "U",
        "indeterminate": "U",
        "neither": "U",
        "male / d) neither": SEVERAL,
    },
    "MOTHER": _YES,
    "ETHNIC": {
        "white": SEVERAL,
        "mixed": SEVERAL,
        "asian or asian british": SEVERAL,
        "black or black british": SEVERAL,
        "other ethnic group": "OOTH",
        "unknown": "NOBT",
        "not stated": "NOBT",
    },
    "CIN": {
        "parents illness or disability": "N3",
        "not cin": SEVERAL,
        "not stated": SEVERAL,
    },
    "LS": {
        "interim care orders": "C1",
        "full care orders": "C2",
        "freed for adoption": "D1",
        "placement order granted": "E1",
        "accommodated under s20": "V2",
        "detained on child protection grounds in la accommodation": SEVERAL,
        "detained on child protection grounds in la accomodation": SEVERAL,
        "youth justice legal statuses": SEVERAL,
    },
    "REC": {
        "adopted": SEVERAL,
        "care taken by another la": "E3",
        "returned home to live with parents or relatives": SEVERAL,
        "left care to live with parents, relatives or other person with no parental responsibility": "E13",
        "residence order granted": "E41",
        "special guardianship orders": SEVERAL,
        "moved into independent living": SEVERAL,
        "transferred to residential care funded by adult social services": "E7",
        "sentenced to custody": "E9",
        "accommodation on remand ended": "E14",
        "age assessment determined child was 18 or over": "E15",
        "child moved abroad": "E16",
        "care ceased for any other reason": "E8",
    },
    "PLACE": {
        "foster placement": SEVERAL,
        "placed for adoption": SEVERAL,
        "placed with parents": "P1",
        "independent living": "P2",
        "residential employment": "P3",
        "residential accommodation": "H5",
        "secure children's homes": "K1",
        "children's homes": "K2",
        "residential care home": "R1",
        "nhs/health trust": "R2",
        "family centre or mother and baby unit": "R3",
        "young offender institution": "R5",
        "residential school": "S1",
        "other placements": "Z1",
        "temporary placement": SEVERAL,
    },
    "MISSING": {
        "missing": "M",
        "absent": "A",
        "away": "A",
        "away from placement": "A",
        "away from placement without authorisation": "A",
        "absent without authorisation": "A",
        "unauthorised absence": "A",
    },
    "ABUSE_CATEGORY": {"multiple": "MUL", "physical": "PHY", "sexual": "SAB", "emotional": "EMO"},
    "PLACE_PROVIDER": {"own la": "PR1", "private": "PR4", "other": SEVERAL},
}


def code_of(field: str, text: str) -> str:
    """The code of `field` that a cell means; `SEVERAL` where it may be one of several; else the cell as it is."""
    plain = " ".join(_LETTER.sub("", text.strip()).replace("\u2019", "'").split())
    first = _FIRST.match(plain)
    if first and first.group().upper() in codes_ever(field):
        return first.group().upper()
    return _words_of(field).get(plain.lower(), plain)


def _words_of(field: str) -> dict[str, str]:
    return {code.meaning.lower(): code.code for code in CODE_SETS[field]} | WORDS.get(field, {})


def coded(table: pl.DataFrame, file: str, fields: tuple[str, ...], log: ProblemLog) -> pl.DataFrame:
    """The frame with the cells of `fields` as codes; a warning where a word stands for several, which is left out."""
    for field in fields:
        known = table[field].drop_nulls().unique().to_list()
        codes = {text: code_of(field, text) for text in known}
        unclear = table[field].is_in([text for text, code in codes.items() if code == SEVERAL]).fill_null(False)
        message = f"{field} is given in words that stand for several codes of the return. It is left blank."
        log.add_where(file, table, unclear, Remark(field, "code_unclear", message))
        found = table[field].replace_strict(codes, default=None, return_dtype=pl.String)
        table = table.with_columns(found.set(unclear, None).alias(field))
    return table
