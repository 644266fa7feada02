"""How long pages take, through Django's own test client in this process, and how many queries each asks."""

import statistics
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any
from unittest.mock import patch

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse

from openiro.core import clock
from openiro.escalations.queries import DisputeFilters, disputes_listed
from openiro.jobs.bench_county import MANAGER, OFFICER_OF, SUPPORT, TEAM_MANAGER_OF, WORKER_OF
from openiro.jobs.bench_urls import BARE
from openiro.jobs.output import UnableToRun
from openiro.people.queries import user_by_code
from openiro.reviews.queries import ChildFilters, ListStatus, children_list

FIRST_OFFICER, FIRST_WORKER, FIRST_TEAM_MANAGER = (each.format(0) for each in (OFFICER_OF, WORKER_OF, TEAM_MANAGER_OF))
WARM_UP, REQUESTS, FEWEST, SECONDS_A_PAGE = 2, 21, 3, 5.0
# Name, who opens it, and its address with what is asked of it.
PAGES: tuple[tuple[str, str, str, dict[str, str]], ...] = (
    ("bare page", MANAGER, BARE, {}),
    ("today, manager", MANAGER, "home:today", {}),
    ("today, IRO", FIRST_OFFICER, "home:today", {}),
    ("today, support", SUPPORT, "home:today", {}),
    ("today, social worker", FIRST_WORKER, "home:today", {}),
    ("today, team manager", FIRST_TEAM_MANAGER, "home:today", {}),
    ("children", MANAGER, "children:child-list", {}),
    ("children, overdue", MANAGER, "children:child-list", {"status": ListStatus.OVERDUE.value}),
    ("children, search", MANAGER, "children:child-list", {"text": "willow gr"}),
    ("children, IRO", FIRST_OFFICER, "children:child-list", {}),
    ("child", FIRST_OFFICER, "children:child", {}),
    ("caseload", MANAGER, "caseload:caseload", {}),
    ("diary, manager", MANAGER, "reviews:diary", {}),
    ("diary, IRO", FIRST_OFFICER, "reviews:diary", {}),
    ("diary by month, manager", MANAGER, "reviews:diary-month", {}),
    ("diary by month, IRO", FIRST_OFFICER, "reviews:diary-month", {}),
    ("review", FIRST_OFFICER, "reviews:review", {}),
    ("review, people", FIRST_OFFICER, "reviews:review-people", {}),
    ("review, papers", FIRST_OFFICER, "reviews:review-papers", {}),
    ("review, checks", FIRST_OFFICER, "reviews:review-checks", {}),
    ("review, decisions", FIRST_OFFICER, "reviews:review-decisions", {}),
    ("review, support", SUPPORT, "reviews:review", {}),
    ("decisions, manager", MANAGER, "decisions:list", {}),
    ("decisions, overdue", MANAGER, "decisions:list", {"standing": "overdue"}),
    ("decisions, IRO", FIRST_OFFICER, "decisions:list", {}),
    ("decisions, my own", FIRST_WORKER, "decisions:mine", {}),
    ("decisions to answer", FIRST_TEAM_MANAGER, "decisions:answer", {}),
    ("reports awaited", SUPPORT, "reviews:late-papers", {}),
    ("data", MANAGER, "imports:load-list", {}),
    ("data, problems", MANAGER, "imports:problem-list", {}),
    ("people", MANAGER, "people:person-list", {}),
    ("disputes, manager", MANAGER, "challenge:list", {}),
    ("disputes, IRO", FIRST_OFFICER, "challenge:list", {}),
    ("dispute", FIRST_OFFICER, "challenge:dispute", {}),
    ("themes of challenge", MANAGER, "challenge:themes", {"period": "all"}),
    ("between reviews, IRO", FIRST_OFFICER, "oversight:list", {}),
    ("between reviews, pattern", MANAGER, "oversight:pattern", {}),
    ("where plans drift", MANAGER, "oversight:drift", {}),
    ("audits, manager", MANAGER, "audits:list", {}),
    ("audits, results", MANAGER, "audits:results", {"kind": "journey", "period": "all"}),
    ("supervision", MANAGER, "supervision:home", {}),
    ("supervision, sheet", FIRST_OFFICER, "supervision:sheet", {}),
    ("measures", MANAGER, "reports:measure-list", {}),
    ("reports", MANAGER, "reports:report-list", {}),
)
BARE_PAGE = PAGES[0][0]


def measured_pages(at: datetime) -> dict[str, dict[str, float]]:
    """For each page the median milliseconds of a warm request, its queries, and how many times the bare page it took.

    Everything is seen as on the morning `at`. Raises `UnableToRun` for a page that does not open.
    """
    with (
        patch.object(clock, "now", return_value=at),
        override_settings(ROOT_URLCONF="openiro.jobs.bench_urls", OPENIRO_REQUIRE_SECOND_FACTOR=False),
    ):
        browsers = {code: _browser(code) for code in sorted({code for _, code, *_ in PAGES})}
        open_page = {name: partial(browsers[code].get, _address(view, at), asked) for name, code, view, asked in PAGES}
        queries = {name: _queries(once) for name, once in open_page.items()}
        taken = _in_rounds(open_page)
    milliseconds = {name: round(statistics.median(seconds) * 1000, 2) for name, seconds in taken.items()}
    bare = milliseconds[BARE_PAGE]
    return {
        name: {"milliseconds": each, "queries": queries[name], "times_bare": round(each / bare, 2)}
        for name, each in milliseconds.items()
    }


def _browser(code: str) -> Client:
    client = Client(SERVER_NAME="localhost")
    client.force_login(user_by_code(code))
    return client


def _address(view: str, at: datetime) -> str:
    if view == BARE:
        return f"/{BARE}"
    if view == "children:child":
        return reverse(view, args=[_own_child(at).reference])
    if view.startswith("reviews:review"):
        child = _own_child(at)
        return reverse(view, args=[child.reference, child.planned.number])
    if view == "challenge:dispute":
        line = disputes_listed(user_by_code(FIRST_OFFICER), DisputeFilters(), on=at.date(), size=1).lines[0]
        return reverse(view, args=[line.children[0][0], line.number])
    return reverse(view, args=[FIRST_OFFICER] if view == "supervision:sheet" else [])


def _own_child(at: datetime) -> Any:
    """A child of the first officer, the next whose review is booked."""
    lines = children_list(user_by_code(FIRST_OFFICER), ChildFilters(), on=at.date(), size=100).lines
    return next(line for line in lines if line.planned)


def _queries(once: Callable[[], Any]) -> int:
    """What a page asks of the database when it is warm."""
    for _ in range(WARM_UP):
        response = once()
        if response.status_code != 200:
            raise UnableToRun(f"The page {response.request['PATH_INFO']} answered {response.status_code}.")
    with CaptureQueriesContext(connection) as queries:
        once()
    return len(queries)


def _in_rounds(pages: Mapping[str, Callable[[], Any]]) -> dict[str, list[float]]:
    """The seconds of many requests of each page, of fewer where each takes seconds.

    Each round opens every page once, so that a machine that grows slower for a while does so for all of them.
    """
    taken: dict[str, list[float]] = {name: [] for name in pages}
    for place in range(REQUESTS):
        for name, once in pages.items():
            if place < FEWEST or sum(taken[name]) < SECONDS_A_PAGE:
                started = time.perf_counter()
                once()
                taken[name].append(time.perf_counter() - started)
    return taken
