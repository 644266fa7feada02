"""One address of every page, found as people find it: by following links from where each role begins."""

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import APIRequestContext, APIResponse

LINK = re.compile(r"""<a\b[^>]*?\bhref=["']([^"'#]+)""")
REASON = "children:reason"
# Somebody who can no longer sign in.
GONE = "RC-social-worker-2"
# Pages of one thing, of which a few are opened: what can be done with it depends on how it stands.
DEEP = {
    "children:child-list": 4,
    "children:child": 20,
    "children:checks": 8,
    "arrivals:child": 4,
    "supervision:meeting": 20,
    "reviews:review": 40,
    "caseload:allocate": 8,
    "imports:load": 5,
    "people:person": 4,
    "plans:plan": 4,
    "quality:meetings": 2,
}
# From the role that sees most of an area to those that see what is left.
ROLES = (
    *("", "iro", "iro_manager", "data_analyst", "administrator"),
    *("business_support", "team_manager", "social_worker", "participation_officer", "head_of_service", "fostering_iro"),
    "commissioner",
)
BEGINNINGS = {
    "": ("/account/sign-in/",),
    "iro": ("/", "/account/", "/account/second-step/passkeys/"),
    "iro_manager": ("/", "/children/?placement=R3", "/children/?status=left+care"),
    "data_analyst": ("/data/",),
    "business_support": ("/",),
    "team_manager": ("/",),
    "social_worker": ("/",),
    "participation_officer": ("/",),
    "head_of_service": ("/",),
    "fostering_iro": ("/",),
    "commissioner": ("/",),
    "administrator": (f"/people/person/{GONE}", "/people/"),
}
NOT_FOLLOWED = ("account_logout",)


@dataclass(frozen=True)
class Found:
    """Where a page was found, and by whom."""

    name: str
    role: str
    address: str


def walk(request: APIRequestContext, role: str, url: str, known: set[str]) -> Iterator[Found]:
    """Pages that the role reaches and that are not `known`, one address for each named page, the nearest first."""
    waiting = deque(BEGINNINGS[role])
    opened: Counter[str] = Counter()
    seen: set[str] = set()
    while waiting:
        address = waiting.popleft()
        name = _name_of(address)
        if not name or address in seen or opened[name] >= DEEP.get(name, 1) or name in NOT_FOLLOWED:
            continue
        seen.add(address)
        opened[name] += 1
        answer = request.get(url + address)
        if not answer.ok or "text/html" not in answer.headers.get("content-type", ""):
            continue
        reached = _name_of(_path_of(answer.url))
        if reached and reached not in known:
            known.add(reached)
            yield Found(reached, role, _path_of(answer.url))
        if reached == REASON:
            answer = _reason_given(request, answer)
        text = answer.text().replace("&amp;", "&")
        waiting.extend(_path_of(urljoin(answer.url, link)) for link in LINK.findall(text) if _is_ours(link))


def _reason_given(request: APIRequestContext, asked: APIResponse) -> APIResponse:
    token = asked.text().partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    form = {"csrfmiddlewaretoken": token, "reason": "Looking for every page"}
    return request.post(asked.url, form=form, headers={"Referer": asked.url})


def _is_ours(link: str) -> bool:
    return not urlsplit(link).scheme and not link.startswith("//")


def _path_of(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _name_of(address: str) -> str:
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""
