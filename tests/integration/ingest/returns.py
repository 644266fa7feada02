"""Small returns as folders of CSV files, and what the database then says, for tests of loading."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from openiro.children.models import Child, Episode, UnaccompaniedStatus
from openiro.ingest.actions import load_at_once
from openiro.ingest.models import Load
from openiro.measures.tables import Tables
from openiro.people.models import User
from openiro.reviews.models import Review

HEADINGS = {
    "header": "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB",
    "episodes": "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN",
    "reviews": "CHILD,DOB,REVIEW,REVIEW_CODE",
    "uasc": "CHILD,SEX,DOB,DUC",
    "oc2": "CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,TEETH_CHECK,HEALTH_ASSESSMENT,"
    "SUBSTANCE_MISUSE,INTERVENTION_RECEIVED,INTERVENTION_OFFERED",
    "oc3": "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM",
    "missing": "CHILD,DOB,MISSING,MIS_START,MIS_END",
}


def child(code: str, *, sex: str = "2", dob: str = "01/06/2005", ethnic: str = "WBRI") -> str:
    """A row of the header."""
    return f"{code},{sex},{dob},{ethnic},,,"


def episode(code: str, decom: str, *, rne: str = "S", ls: str = "C2", place: str = "U1", dec: str = "", rec: str = ""):
    """A row of the episodes."""
    return f"{code},{decom},{rne},{ls},N1,{place},PR1,{dec},{rec},,,,"


def review(code: str, day: str, pn: str = "PN1", dob: str = "01/06/2005") -> str:
    """A row of the reviews."""
    return f"{code},{dob},{day},{pn}"


def folder(place: Path, **files: list[str]) -> Path:
    """A return in `place`: for each file its rows."""
    place.mkdir(parents=True, exist_ok=True)
    for name, rows in files.items():
        (place / f"{name}.csv").write_text("\n".join([HEADINGS[name], *rows]) + "\n", encoding="utf-8")
    return place


def filled_templates(place: Path, files: Mapping[str, Sequence[str]]) -> Path:
    """A folder of templates in `place`: for each file its lines, the headings first."""
    place.mkdir()
    for name, lines in files.items():
        (place / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return place


def load_of_templates(place: Path, *, by: User, at: datetime) -> Load:
    """What came of loading the folder of templates."""
    return load_at_once(path=place, format="templates", by=by, at=at)


def rows_of(tables: Tables, names: Iterable[str]) -> dict[str, list[tuple]]:
    """The rows of these tables, in an order that does not depend on the source."""
    return {name: sorted(tables.frame(name).rows(), key=str) for name in names}


def state() -> dict[str, list[tuple]]:
    """Everything a load is about, without our own numbers: what two ways to the same place must agree on."""
    standing = {"withdrawn_at__isnull": True}
    return {
        "children": sorted(
            Child.objects.filter(**standing).values_list(
                "code", "sex", "born_on", "ethnicity", "upn", "is_mother", "collection_year"
            )
        ),
        "episodes": sorted(
            Episode.objects.filter(**standing).values_list(
                "child__code",
                "started_on",
                "reason_started",
                "legal_status",
                "placement",
                "reason_ended",
                "collection_year",
                "ended_on",
            ),
            key=str,
        ),
        "reviews": sorted(
            Review.objects.filter(held_on__isnull=False, **standing).values_list(
                "child__code", "held_on", "participation_code", "collection_year"
            )
        ),
        "uasc": sorted(UnaccompaniedStatus.objects.filter(**standing).values_list("child__code", "ended_on"), key=str),
        "periods": sorted(
            Child.objects.filter(care_periods__isnull=False).values_list(
                "code", "care_periods__started_on", "care_periods__ended_on", "care_periods__end_reason"
            ),
            key=str,
        ),
        "due": sorted(
            Child.objects.filter(timetable__isnull=False).values_list(
                "code", "timetable__next_due_on", "timetable__rule"
            ),
            key=str,
        ),
    }
