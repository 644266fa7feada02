"""What stands in one child's record alone is never read by anybody who must not see that child."""

import io
import json
import zipfile
from dataclasses import replace
from datetime import timedelta

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from openiro.audits.actions import Found, add_finding
from openiro.audits.models import Audit
from openiro.core.models import Event, Notice
from openiro.documents.content import Paragraph, Section
from openiro.documents.pdf import to_pdf
from openiro.documents.word import to_docx
from openiro.domain.permissions import Permission
from openiro.domain.roles import ROLES
from openiro.escalations.actions import (
    Challenge,
    ComplaintPart,
    add_evidence,
    give_compliment,
    raise_concern,
    raise_dispute,
    record_complaint,
    refer,
    reply_to_dispute,
    write_in_concern,
)
from openiro.jobs.daily import work_of
from openiro.jobs.send_notices import send_what_waits
from openiro.people.actions import make_calendar_link
from openiro.quality.actions import reply_to_form
from openiro.quality.models import MonitoringForm
from openiro.reviews.actions import ChangeTold, notify_change
from tests.integration.access.addresses import Page, pages
from tests.integration.access.canaries import WHO_READS, canary, seen_in, told_to
from tests.integration.access.scene import (
    FREE_TEXT,
    GONE_CODE,
    GONE_NAME,
    NOW,
    OTHER_CODE,
    OTHER_NAME,
    OWN,
    OWN_NAME,
    TODAY,
    Scene,
    written,
)
from tests.integration.access.test_every_page_by_role import SEES_OTHER, SEES_OWN
from tests.post import MailSink, running
from tests.unit.documents.papers import annual_report

pytestmark = [pytest.mark.django_db, pytest.mark.same_on_every_database]

# Searched for by a beginning that is in the name and not the whole of it: a page that shows what was typed is no leak.
SEARCHES = tuple(word[:-2] for word in (OTHER_NAME, OTHER_CODE, GONE_NAME, GONE_CODE, OWN_NAME))
PAGES = [page for page in pages() if not page.name.startswith(("mfa_", "socialaccount", "openid", "account_"))]


def forbidden_to(role: str) -> set[str]:
    """The words that no page may show to this role."""
    words = {GONE_NAME, GONE_CODE}
    if role not in SEES_OTHER:
        words |= {OTHER_NAME, OTHER_CODE}
    if not role or not ROLES[role].sees_names:
        words |= {OTHER_NAME, OWN_NAME}
    if role not in SEES_OWN:
        words |= {OWN_NAME, "OWN7700"}
    if not role or not ROLES[role].sees_free_text:
        words.add(FREE_TEXT)
    return words | {canary(thing) for thing in set(WHO_READS) - told_to(role)}


@pytest.mark.parametrize("role", ["", *ROLES])
def test_no_page_shows_what_a_role_must_not_see(role: str, scene: Scene):
    client, read = scene.browser(role, reason_for=(OWN,) if role else ()), set()
    for target in PAGES:
        for address in _addresses(target, scene):
            text = _text_of(client.get(address))
            _assert_silent(text, role, address)
            read |= seen_in(text)
    assert read == told_to(role), "A page shows less than the role may read: the canary is not where it is looked for."


@pytest.mark.parametrize("role", ["iro_manager", "business_support"])
def test_the_words_that_are_looked_for_are_there_for_those_who_may_see_them(role: str, scene: Scene):
    """The proof itself is proved: a role that sees the other child reads the words in the same places."""
    client = scene.browser(role)
    listed = client.get("/children/", {"text": OTHER_NAME[:-2]}).content.decode()
    exported = client.get("/children/export.csv").content.decode()
    assert OTHER_NAME in listed
    assert OTHER_CODE in exported


def test_what_people_wrote_is_there_for_those_who_may_read_it(scene: Scene):
    address = next(page for page in PAGES if page.name == "reviews:review-complete").address(scene, OWN)
    shown = scene.browser("iro").get(address.replace("/complete/", "/")).content.decode()
    assert FREE_TEXT in shown


@pytest.mark.parametrize("role", [each for each in ROLES if Permission.VIEW_REVIEWS in ROLES[each].permissions])
def test_no_calendar_names_a_child_or_tells_what_was_written(role: str, scene: Scene):
    key = make_calendar_link(by=scene.people[role], at=NOW)
    text = Client().get(reverse("reviews:diary-feed", args=[key])).content.decode()
    assert not said_of_a_child(text)
    assert ("SUMMARY:Looked-after review" in text) == (role in SEES_OWN)


def test_neither_an_email_nor_an_event_tells_what_was_written_or_of_whom(scene: Scene, settings):
    """Everything that is written is written again, each by who may; the day's work is done; every email leaves."""
    settings.OPENIRO_URL = "https://iro.example"
    work_of(TODAY, at=NOW)
    _write_everything(scene)
    work_of(TODAY + timedelta(days=40), at=NOW + timedelta(days=40))
    with running(MailSink()) as sink:
        where = {"host": "127.0.0.1", "port": sink.port, "username": "", "password": ""}
        settings.OPENIRO_POST = replace(settings.OPENIRO_POST, smtp=where, sender="iro@council.example")
        send_what_waits(digest_before=NOW + timedelta(days=41))
        emails = [f"{each['Subject']} {each.get_payload(decode=True).decode()}" for each in sink.taken]
    told = set(Notice.objects.values_list("kind", flat=True))
    assert told >= {"dispute_raised", "dispute_answered", "concern_raised", "concern_answered", "finding_made"}
    assert told >= {"compliment_given", "complaint_recorded", "form_answered", "change_told"}
    assert len(emails) > len(told) / 2
    assert not [email for email in emails if said_of_a_child(email)]
    assert not [event.kind for event in Event.objects.all() if said_of_a_child(json.dumps(event.facts))]


def said_of_a_child(text: str) -> bool:
    """Whether it tells of what somebody wrote, or of whom."""
    words = {FREE_TEXT, *(canary(thing) for thing in WHO_READS), OWN_NAME, OTHER_NAME, GONE_NAME}
    return any(word.casefold() in text.casefold() for word in words)


def _write_everything(scene: Scene) -> None:
    own, people, iro = scene.children[OWN], scene.people, {"by": scene.people["iro"], "at": NOW}
    worker, manager = {"by": people["social_worker"], "at": NOW}, {"by": people["team_manager"], "at": NOW}
    said = {thing: written(thing, OWN) for thing in WHO_READS}
    dispute = raise_dispute(
        challenge=Challenge(children=[own], theme="care_planning", summary=said["dispute"], formal=True), **iro
    )
    add_evidence(dispute=dispute, title=said["evidence"], name="a.txt", content=said["evidence"].encode(), **iro)
    refer(dispute=dispute, kind="cafcass", to="", reason=said["referral"], **iro)
    reply_to_dispute(dispute=dispute, reply=said["reply"], **manager)
    concern = raise_concern(child=own, theme="drift", text=said["concern"], person_code="P-social_worker", **iro)
    write_in_concern(concern=concern, text=said["concern"], **worker)
    give_compliment(theme="tenacity", words=said["compliment"], worker=people["social_worker"], child=own, **iro)
    part = ComplaintPart("child", "social_care", "contact", "advocate", said["complaint"], TODAY)
    record_complaint(part=part, child=own, by=people["iro_manager"], at=NOW)
    reply_to_form(form=MonitoringForm.objects.get(pk=scene.numbers[f"form {OWN}"]), words=said["monitoring"], **manager)
    audit = Audit.objects.get(pk=scene.numbers["audit"])
    found = Found("recording", said["finding"], "P-social_worker")
    add_finding(audit=audit, found=found, by=people["iro_manager"], at=NOW)
    notify_change(child=own, told=ChangeTold("placement_ended", TODAY, said["dispute"]), **worker)


def _addresses(target: Page, scene: Scene) -> list[str]:
    address = target.address(scene)
    found = [address]
    if target.name == "reviews:review":
        found += [
            f"/reviews/{scene.references[OWN]}/{scene.numbers[f'{kind} {OWN}']}/" for kind in ("adjourned", "planned")
        ]
    if target.name == "audits:audit":
        found.append(reverse(target.name, args=[scene.numbers["observation"]]))
    if not target.takes:
        found += [f"{address}?text={each}&search={each}&status=everyone&status=all" for each in SEARCHES]
        found += [
            f"{address}?iro={scene.people['other_iro'].code}",
            f"{address}?officer={scene.people['other_iro'].code}",
        ]
    return found


def _assert_silent(text: str, role: str, address: str) -> None:
    shown = {word for word in forbidden_to(role) if word.casefold() in text.casefold()}
    assert not shown, f"{address} shows {shown} to {role or 'somebody who is not signed in'}"


def _text_of(response: HttpResponseBase) -> str:
    """All that a page, file or archive says."""
    return _words_in(b"".join(response) if response.streaming else response.content)  # type: ignore[attr-defined,arg-type]


def _words_in(content: bytes) -> str:
    """The words of a page, of a PDF, of a Word file or spreadsheet, and of every file in an archive."""
    if content.startswith(b"%PDF"):
        return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return " ".join(_words_in(archive.read(name)) for name in archive.namelist())


def test_the_words_of_documents_are_read_whatever_kind_of_file_they_are(scene: Scene):
    """The proof itself is proved: what is in a PDF, and in a PDF of an archive, would be found."""
    said = Section("said", "What was said", (Paragraph.of(FREE_TEXT),))
    report = replace(annual_report(), sections=(said,), contents=False)
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as writer:
        writer.writestr("record.pdf", to_pdf(report))
    for content in (to_pdf(report), to_docx(report), archive.getvalue()):
        assert said_of_a_child(_words_in(content))
