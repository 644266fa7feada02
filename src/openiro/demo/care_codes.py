"""The kinds of legal status, placement and end of care that plans speak of, and the codes they stand for.

A kind keeps its meaning over the years; its code is the one that the return had in the year of the day.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

FIRST_DAY_OF_NEW_SGO_CODES = date(2018, 4, 1)
FIRST_DAY_OF_SUPPORTED_ACCOMMODATION = date(2024, 4, 1)


@dataclass(frozen=True)
class Ending:
    """A reason for leaving care: `code` (and the one before 2018/19), ages in years when it happens, shortest stay."""

    code: str
    youngest: float
    oldest: float
    weight: float
    shortest_stay: int = 6
    code_before_2019: str = ""
    on_birthday_18: bool = False

    def code_on(self, day: date) -> str:
        """The code in the return of the year of `day`."""
        return self.code_before_2019 if self.code_before_2019 and day < FIRST_DAY_OF_NEW_SGO_CODES else self.code


ENDINGS: Mapping[str, Ending] = {
    "returned home": Ending("E4A", 0, 17.9, 0.24),
    "returned home unplanned": Ending("E4B", 8, 17.9, 0.04),
    "adopted": Ending("E12", 0.9, 6.5, 0.08, shortest_stay=330),
    "adopted unopposed": Ending("E11", 0.9, 6.5, 0.02, shortest_stay=330),
    "special guardianship, former foster carer": Ending("E45", 0.6, 14, 0.04, 200, "E43"),
    "special guardianship, relatives": Ending("E47", 0.3, 14, 0.07, 90, "E44"),
    "child arrangements order": Ending("E41", 0.3, 14, 0.04, 90),
    "other person": Ending("E13", 1, 17.9, 0.03),
    "independent with support": Ending("E5", 17.9, 18, 0.12, on_birthday_18=True),
    "independent": Ending("E6", 16.2, 18, 0.03),
    "stayed with foster carer": Ending("E17", 17.9, 18, 0.05, shortest_stay=180, on_birthday_18=True),
    "age assessed as 18": Ending("E15", 15.5, 17.95, 0.01),
    "custody": Ending("E9", 14, 17.95, 0.02),
    "remand ended": Ending("E14", 13, 17.95, 0.01),
    "another authority": Ending("E3", 0, 17.9, 0.02),
    "other": Ending("E8", 10, 18, 0.18),
}


@dataclass(frozen=True)
class Status:
    """A legal status: its code, the statuses that led to it, for whom it is likely, its share in England."""

    code: str
    path: tuple[str, ...]
    youngest: float = 0
    oldest: float = 18
    shortest_stay: int = 0
    longest_stay: int = 9999
    weight: float = 0.0


STATUSES: Mapping[str, Status] = {
    "interim care order": Status("C1", ("V2", "C1"), longest_stay=420, weight=0.14),
    "care order": Status("C2", ("C1", "C2"), shortest_stay=150, weight=0.57),
    "placement order": Status("E1", ("C1", "C2", "E1"), oldest=7.5, shortest_stay=170, weight=0.07),
    "section 20": Status("V2", ("V2",), weight=0.21),
    "short breaks": Status("V4", ("V4",)),
    "short breaks, each recorded": Status("V3", ("V3",)),
    "remand": Status("J1", ("J1",), youngest=12, longest_stay=200, weight=0.01),
}


@dataclass(frozen=True)
class Home:
    """A kind of placement: its code, its provider, for whom it is likely, its share in England."""

    code: str
    provider: str | None
    youngest: float = 0
    oldest: float = 18
    statuses: tuple[str, ...] = ()
    weight: float = 0.0
    code_from_2025: str = ""
    shortest_stay: int = 0

    def code_on(self, day: date) -> str:
        """The code in the return of the year of `day`."""
        return self.code_from_2025 if self.code_from_2025 and day >= FIRST_DAY_OF_SUPPORTED_ACCOMMODATION else self.code


HOMES: Mapping[str, Home] = {
    "placed for adoption": Home("A5", "PR1", 0, 7, ("E1",), 0.02, shortest_stay=190),
    "placed for adoption, other carer": Home("A6", "PR1", 0, 7, ("E1",), 0.02, shortest_stay=190),
    "parents": Home("P1", "PR0", 0, 18, ("C1", "C2"), 0.06),
    "secure home": Home("K1", "PR2", 11, 17.9, ("C2", "V2", "J1"), 0.003),
    "children's home": Home("K2", "PR4", 8, 18, ("C2", "V2", "C1", "J1"), 0.09),
    "hostel": Home("H5", "PR4", 16.02, 18, ("V2", "C2"), 0.04, "K3"),
    "independent": Home("P2", "PR5", 16.02, 18, ("V2", "C2"), 0.04, "K3"),
    "mother and baby unit": Home("R3", "PR4", 0, 1.2, ("C1", "C2"), 0.0),
    "relatives, long term": Home("U1", "PR1", 1, 18, ("C2",), 0.06),
    "relatives": Home("U3", "PR1", 0, 18, ("C1", "C2", "V2"), 0.09),
    "foster carer, long term": Home("U4", "PR1", 3, 18, ("C2",), 0.2),
    "foster carer": Home("U6", "PR1", 0, 18, ("C1", "C2", "E1", "V2", "J1"), 0.35),
    "agency foster carer": Home("U6", "PR4", 0, 18, ("C1", "C2", "E1", "V2"), 0.14),
    "other": Home("Z1", "PR4", 14, 18, ("V2", "C2"), 0.0, "Z14"),
    "temporary": Home("T3", None, 1, 17, ("C1", "C2", "V2"), 0.0),
}

ETHNICITIES: Mapping[str, float] = {
    "WBRI": 0.70, "WIRI": 0.01, "WOTH": 0.04, "WROM": 0.01, "MWBC": 0.03, "MWBA": 0.01, "MWAS": 0.02, "MOTH": 0.03,
    "AIND": 0.01, "APKN": 0.02, "ABAN": 0.01, "AOTH": 0.02, "BCRB": 0.02, "BAFR": 0.03, "BOTH": 0.01, "OOTH": 0.02,
    "NOBT": 0.01,
}  # fmt: skip
UASC_ETHNICITIES = ("OOTH", "AOTH", "BAFR", "WOTH")

AGE_BANDS: Mapping[str, tuple[int, int]] = {
    "<1": (0, 1),
    "1-4": (1, 5),
    "5-9": (5, 10),
    "10-15": (10, 16),
    "16-17": (16, 18),
}
STARTING_BANDS: Mapping[str, tuple[int, int]] = {**dict(list(AGE_BANDS.items())[:4]), "16+": (16, 18)}
