"""Caseloads, candidates and the clock of 5 days as people say them."""

from collections.abc import Sequence
from datetime import date

from openiro.allocation.queries import CandidateLine, CaseloadLine, CaseloadStanding
from openiro.domain.clocks import CLOCKS
from openiro.domain.working_days import WorkingCalendar
from openiro.govuk.dates import long_date
from openiro.web.shell.deadlines import counted

TONES = {
    CaseloadStanding.ABOVE: "late",
    CaseloadStanding.WITHIN: "good",
    CaseloadStanding.BELOW: "info",
    CaseloadStanding.NOT_KNOWN: "quiet",
}


def candidate_in_words(candidate: CandidateLine, said_of_all: frozenset[str] = frozenset()) -> str:
    """Why this officer, and what to weigh: 'Reviews a brother or sister. 44 children, 0.8 FTE. Room for 12 more.'

    Findings whose code is in `said_of_all` are left out: what holds of everybody helps nobody to choose.
    """
    hours = f"{candidate.fte:g} FTE" if candidate.fte else "no post recorded, taken as full time"
    reasons = [
        "Reviews a brother or sister of the child already." if candidate.reviews_sibling else "",
        "Was the child's IRO before." if candidate.reviewed_before else "",
        f"{counted(candidate.children, 'child', 'children')}, {hours}. {_room(candidate.headroom)}",
        *(finding.message for finding in candidate.findings if finding.code not in {"caseload", *said_of_all}),
    ]
    return " ".join(filter(None, reasons))


def said_of_all(candidates: Sequence[CandidateLine]) -> frozenset[str]:
    """The codes of the findings that every one of these candidates has."""
    found = [frozenset(str(finding.code) for finding in each.findings) for each in candidates]
    return frozenset.intersection(*found) if found else frozenset()


def refusal_in_words(candidate: CandidateLine) -> str:
    """Why the law forbids this officer."""
    return " ".join(finding.message for finding in candidate.findings if finding.weight == "refusal")


def guide_in_words(line: CaseloadLine) -> str:
    """'guide 30 to 42', for the hours worked, less what other duties take."""
    if line.guide_low is None or line.guide_high is None:
        return "no guide without a post"
    beside = f" beside duties of {line.duties:.2f} FTE" if line.duties else ""
    return f"guide {line.guide_low:g} to {line.guide_high:g}{beside}"


def day_of_clock(started_on: date, from_on: date, calendar: WorkingCalendar) -> str:
    """How an allocation stands against its clock: 'on day 3 of 5', 'on day 7, after the limit of 5 working days'."""
    limit = CLOCKS["iro.appointed"].limit
    day = max(calendar.days_between(started_on, from_on), 0)
    return f"on day {day} of {limit}" if day <= limit else f"on day {day}, after the limit of {limit} working days"


def span_in_words(from_on: date, to_on: date | None) -> str:
    """'From 3 May 2026', with the last day where there is one."""
    return f"{long_date(from_on)} to {long_date(to_on)}" if to_on else f"From {long_date(from_on)}"


def _room(headroom: float) -> str:
    room = int(headroom)
    if room > 0:
        return f"Room for {room} more."
    return "The guide leaves no room." if room == 0 else f"{-room} above the guide already."
