"""Every named address of the service, with what stands in it for the scene."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.integration.access.scene import OWN, SINCE, Scene

Arguments = Callable[[Scene, str], dict[str, Any]]


@dataclass(frozen=True)
class Page:
    """A named address and the view behind it."""

    name: str
    view: Any
    takes: frozenset[str]

    @property
    def is_about_a_child(self) -> bool:
        return "reference" in self.takes

    def address(self, scene: Scene, child: str = OWN) -> str:
        """The address of the page in the scene; where it is about a child, of that child."""
        if self.name in ARGUMENTS:
            named = ARGUMENTS[self.name](scene, child)
        elif self.name.startswith("reviews:") and self.takes == {"reference", "number"}:
            named = _of_child("held")(scene, child)
        else:
            named = _usual(scene, child, self.takes)
        return reverse(self.name, kwargs=named)


def _usual(scene: Scene, child: str, takes: frozenset[str]) -> dict[str, Any]:
    known = {"reference": lambda: scene.references[child], "code": lambda: scene.people["iro"].code}
    missing = takes - set(known)
    assert not missing, f"Say in ARGUMENTS what stands for {missing} in the scene."
    return {name: known[name]() for name in takes}


def _of_child(thing: str) -> Arguments:
    def named(scene: Scene, child: str) -> dict[str, Any]:
        return {"reference": scene.references[child], "number": scene.numbers[f"{thing} {child}"]}

    return named


def _of_review(thing: str, *, which: str = "") -> Arguments:
    """Something of the planned review of the child."""

    def named(scene: Scene, child: str) -> dict[str, Any]:
        number = scene.numbers[f"{which or thing} {child}"]
        return {"reference": scene.references[child], "number": scene.numbers[f"planned {child}"], thing: number}

    return named


def _of_dispute(thing: str, which: str) -> Arguments:
    """Something that stands beside the dispute of the child."""
    return lambda scene, child: {**_of_child("dispute")(scene, child), thing: scene.numbers[f"{which} {child}"]}


def _in_court(**more: str) -> Arguments:
    """Something of the proceedings about the child."""
    return lambda scene, child: {
        **_of_child("court")(scene, child),
        **{thing: scene.numbers[f"{which} {child}"] for thing, which in more.items()},
    }


def _of_link(**more: Any) -> Arguments:
    return lambda scene, child: {"key": scene.keys[f"form {child}"], **more}


def _document(scene: Scene, child: str) -> dict[str, Any]:
    return _of_child("held")(scene, child) | {"attachment": scene.numbers[f"document {child}"]}


def _of_paper(**more: Any) -> Arguments:
    """The finished record of the review that was held."""
    return lambda scene, child: {**_of_child("held")(scene, child), "kind": "record", **more}


def _numbered(thing: str) -> Arguments:
    return lambda scene, _: {"number": scene.numbers[thing]}


def _of_person(thing: str) -> Arguments:
    return lambda scene, _: {"code": scene.people["iro"].code, "number": scene.numbers[thing]}


def _of_measure(scene: Scene, child: str) -> dict[str, Any]:
    return {"name": "reviews.on_time"}


ARGUMENTS: dict[str, Arguments] = {
    "account:password-set": lambda scene, _: {"token": "a-token", "code": scene.people["iro"].code},
    "mfa_remove_webauthn": lambda *_: {"pk": 1},
    "openid_connect_login": lambda *_: {"provider_id": "council"},
    "openid_connect_callback": lambda *_: {"provider_id": "council"},
    "children:episode-correct": lambda scene, child: {"reference": scene.references[child], "started_on": SINCE},
    "children:relationship-end": _of_child("relationship"),
    "children:check-record": lambda scene, child: {"reference": scene.references[child], "check": "health"},
    "children:permanence-end": _of_child("plan"),
    "children:step-change": _of_child("step"),
    "children:need-judge": _of_child("need"),
    "caseload:allocation-end": _of_child("allocation"),
    "caseload:pack-sent": _of_child("allocation"),
    "caseload:child-told": _of_child("allocation"),
    "reviews:diary-feed": lambda scene, _: {"key": scene.keys["calendar"]},
    "reviews:review-people": _of_child("planned"),
    "reviews:review-agenda": _of_child("planned"),
    "reviews:review-post": _of_child("planned"),
    "reviews:review-chase": _of_child("planned"),
    "reviews:review-responses": _of_child("planned"),
    "reviews:review-person": _of_review("invitee"),
    "reviews:review-person-link": _of_review("invitee"),
    "reviews:review-person-remove": _of_review("invitee"),
    "reviews:review-paper-form": _of_review("invitee"),
    "reviews:review-enter-form": _of_review("invitee", which="herself"),
    "reviews:review-statement-answer": _of_review("statement"),
    "reviews:review-statement-link": _of_review("statement"),
    "guests:start": _of_link(),
    "guests:questions": _of_link(page=1),
    "guests:send": _of_link(),
    "guests:nothing-there": lambda *_: {"rest": "form/nothing"},
    "reviews:review-attachment": _document,
    "reviews:attachment-withdraw": _document,
    "api:nothing-there": lambda *_: {"rest": "nothing"},
    "people:key-withdraw": _numbered("key"),
    "people:notice-send-again": _numbered("notice"),
    "reviews:review-replan": _of_child("planned"),
    "reviews:review-cancel": _of_child("planned"),
    "reviews:review-complete": _of_child("adjourned"),
    "reviews:review-correct": _of_child("held"),
    "reviews:early-decline": _of_child("early review"),
    "reviews:lateness": _of_child("lateness"),
    "reviews:lateness-decide": _of_child("lateness"),
    "reviews:review-decisions": _of_child("held"),
    "reviews:review-answers": _of_child("held"),
    "challenge:dispute": _of_child("dispute"),
    "challenge:dispute-reply": _of_child("dispute"),
    "challenge:dispute-next": _of_child("dispute"),
    "challenge:dispute-close": _of_child("dispute"),
    "challenge:dispute-stop": _of_child("dispute"),
    "challenge:dispute-run": _of_child("dispute"),
    "challenge:dispute-refer": _of_child("dispute"),
    "challenge:document-add": _of_child("dispute"),
    "challenge:document": _of_dispute("document", "evidence"),
    "challenge:referral-settle": _of_dispute("referral", "referral"),
    "challenge:concern": _of_child("concern"),
    "challenge:concern-close": _of_child("concern"),
    "challenge:concern-formal": _of_child("concern"),
    "challenge:complaint": _numbered("complaint"),
    "challenge:complaint-of-child": _of_child("complaint"),
    "quality:copy": lambda scene, child: {"number": scene.numbers[f"form {child}"]},
    "quality:fill-in": _of_child("held"),
    "quality:form": _of_child("form"),
    "quality:form-reply": _of_child("form"),
    "quality:issue-resolve": _of_child("issue"),
    "quality:issue-formal": _of_child("issue"),
    "quality:meeting": _numbered(f"meeting {OWN}"),
    "quality:meeting-notes": _numbered(f"meeting {OWN}"),
    "quality:meeting-close": _numbered(f"meeting {OWN}"),
    "quality:meeting-file": _numbered(f"meeting {OWN}"),
    "reviews:review-edit-record": _of_child("adjourned"),
    "reviews:review-write-letter": _of_child("adjourned"),
    "reviews:review-correct-paper": _of_paper(),
    "reviews:review-document": _of_paper(version=1),
    "reviews:review-document-file": _of_paper(version=1, ending="html"),
    "reviews:review-copy": lambda scene, child: {
        **_of_paper(ending="html")(scene, child),
        "invitee": scene.numbers[f"mother {child}"],
    },
    "guests:letter": lambda *_: {"key": "no-such-key"},
    "guests:translation": lambda *_: {"key": "no-such-key", "attachment": 1},
    "guests:record": lambda *_: {"key": "no-such-key"},
    "guests:accuracy": lambda *_: {"key": "no-such-key"},
    "oversight:contact-settle": _of_child("contact"),
    "oversight:change": _of_child("change"),
    "oversight:update": _of_child("update"),
    "supervision:children": lambda scene, _: {"code": scene.people["iro"].code, "topic": "overdue"},
    "supervision:held": _of_person("supervision"),
    "supervision:action-done": _of_person("agreed"),
    "supervision:duty-end": _of_person("duty"),
    "supervision:guidance": lambda *_: {"key": "duty_to_tell"},
    "supervision:guidance-read": lambda *_: {"key": "duty_to_tell"},
    **{f"supervision:{name}": _numbered("gathering") for name in ("meeting", "meeting-came", "point-new")},
    "supervision:point": lambda scene, _: {"number": scene.numbers["gathering"], "point": scene.numbers["point"]},
    "supervision:document": lambda *_: {"key": "pledge"},
    "supervision:member-end": _numbered("member"),
    "court:people": _of_child("court"),
    "court:hearing-add": _of_child("court"),
    "court:hearing": _in_court(hearing="hearing"),
    "court:delay": _of_child("court"),
    "court:step": lambda scene, child: {**_of_child("court")(scene, child), "step": "introduction"},
    "court:view": _of_child("court"),
    "court:end": _of_child("court"),
    "arrivals:step": lambda scene, child: {"reference": scene.references[child], "step": "health_papers"},
    "arrivals:delay": lambda scene, child: {"reference": scene.references[child], "step": "health_booked"},
    "audits:sample": _numbered("sample"),
    "audits:audit": _numbered("audit"),
    "audits:finding-add": _numbered("audit to do"),
    "audits:told": _numbered("audit"),
    "audits:finding": _numbered("finding"),
    "audits:finding-return": _numbered("finding"),
    "imports:load": _numbered("load"),
    "imports:load-changes": _numbered("checked load"),
    "imports:load-commit": _numbered("checked load"),
    "imports:load-discard": _numbered("checked load"),
    "imports:load-undo": _numbered("load"),
    "imports:problem-settle": _numbered("problem"),
    **{f"imports:published-{name}": _numbered("published") for name in ("file", "commit", "remove")},
    "reports:measure": _of_measure,
    "reports:measure-book": _of_measure,
    "reports:measure-picture": lambda scene, child: {**_of_measure(scene, child), "which": "year", "ending": "svg"},
    "reports:view-keep": _of_measure,
    "reports:view-remove": _numbered("view"),
    "reports:note-add": _of_measure,
    "reports:note-withdraw": _numbered("note"),
    "reports:measure-file": _of_measure,
    "reports:measure-rows": _of_measure,
    "reports:measure-rows-file": _of_measure,
    "reports:report": _numbered("paper"),
    **{
        f"reports:report-{step}": _numbered("paper")
        for step in ("check", "sign-off", "publish", "present", "correct", "young-people")
    },
    "reports:report-remarks": lambda scene, _: {"number": scene.numbers["paper"], "name": "timeliness"},
    "reports:report-rows": lambda scene, _: {"number": scene.numbers["paper"], "name": "reviews.on_time"},
    "reports:report-begin": lambda scene, _: {"kind": "quarterly"},
    "reports:report-section": lambda scene, _: {"number": scene.numbers["paper"], "name": "timeliness"},
    "reports:report-file": lambda scene, _: {"number": scene.numbers["paper"], "ending": "html"},
    **{f"plans:{name}": _numbered("plan") for name in ("plan", "plan-word", "plan-csv", "plan-carry")},
    **{f"plans:{name}": _numbered("action") for name in ("action", "action-change")},
    "plans:promise": lambda *_: {"frame": "principles", "promise": "a"},
    "quality:placement-report": lambda scene, _: {"number": scene.numbers[f"form {OWN}"]},
    "plans:finding": _numbered("inspected"),
    "people:role-end": _of_person("role"),
    "people:post-end": _of_person("post"),
}


def pages() -> Iterator[Page]:
    """Every page that the service serves, by name."""
    yield from sorted(_walk(get_resolver(), ""), key=lambda page: page.name)


def _walk(resolver: URLResolver, space: str) -> Iterator[Page]:
    for found in resolver.url_patterns:
        if isinstance(found, URLResolver):
            yield from _walk(found, f"{space}{found.namespace}:" if found.namespace else space)
        elif isinstance(found, URLPattern):
            assert found.name, f"The address {found.pattern} has no name."
            yield Page(f"{space}{found.name}", found.callback, frozenset(found.pattern.regex.groupindex))
