"""A small service with somebody in every role, a child whom some of them see, and two whom few or none may see."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from itertools import product
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.test import Client

from openiro.benchmarks.actions import keep_view
from openiro.core.actions import queue_notice, refresh_bank_holidays, store_file
from openiro.core.models import Notice
from openiro.domain.report_policy import ReportKind
from openiro.domain.roles import ROLES
from openiro.ingest.actions import check_load, load_at_once
from openiro.meetings.actions import make_guest_link
from openiro.meetings.models import Attachment
from openiro.people.actions import make_api_key, make_calendar_link, service_account
from openiro.people.models import ApiKey, User
from openiro.reporting.actions import begin_paper, note_figure
from openiro.reviews.models import Review, ReviewDocument
from openiro.voice.actions import StatementPart, record_statements
from tests.factories.allocation import AllocationFactory, InvolvementFactory
from tests.factories.arrivals import StepDelayFactory
from tests.factories.arrivals import StepTakenFactory as ArrivalStepFactory
from tests.factories.audits import AuditFactory, AuditFindingFactory, AuditSampleFactory
from tests.factories.benchmarks import PublishedFileFactory
from tests.factories.checks import NeedFactory, PermanencePlanFactory, PermanenceStepFactory
from tests.factories.children import ChildFactory, RelationshipFactory, refresh
from tests.factories.court import ChildInCourtFactory, StepTakenFactory
from tests.factories.decisions import DecisionFactory
from tests.factories.disputes import (
    ComplaintFactory,
    ComplimentFactory,
    ConcernFactory,
    DisputeFactory,
    EvidenceFactory,
    ReferralFactory,
)
from tests.factories.meetings import InviteeFactory, MeetingFactory
from tests.factories.oversight import (
    ChangeNotifiedFactory,
    MidpointUpdateFactory,
    OfficerContactFactory,
    OversightCheckFactory,
)
from tests.factories.people import PersonFactory, PostFactory, RoleHeldFactory, TeamFactory
from tests.factories.plans import ActionFactory, FindingFactory, PlanFactory, ProgressFactory
from tests.factories.quality import IssueFactory, MonitoringFormFactory, QualityMeetingFactory
from tests.factories.reviews import ReviewFactory
from tests.factories.scheduling import EarlyReviewFactory, LatenessRequestFactory, ReschedulingFactory
from tests.factories.supervision import (
    DutyHeldFactory,
    GroupMemberFactory,
    LearningFactory,
    MeetingPointFactory,
    ServiceMeetingFactory,
    SessionGivenFactory,
    SupervisionActionFactory,
    SupervisionFactory,
)
from tests.integration.access.canaries import canary
from tests.integration.ingest import returns

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
TODAY = NOW.date()
SINCE = date(2026, 6, 1)
OWN, OTHER, GONE = "own", "other", "gone"

# What stands only in the record of a child whom not everybody sees, and what people wrote about the one they see.
OTHER_NAME, OTHER_CODE = "Quillonby", "OTHER7701"
GONE_NAME, GONE_CODE = "Vexmarrow", "GONE7702"
OWN_NAME = "Tamarisk"
CALLED = {OWN: ("OWN7700", OWN_NAME), OTHER: (OTHER_CODE, OTHER_NAME), GONE: (GONE_CODE, GONE_NAME)}
FREE_TEXT = "marzipanfree"


def written(thing: str, name: str = "") -> str:
    """What somebody wrote in that thing, of the child."""
    return " ".join(filter(None, (FREE_TEXT, canary(thing), CALLED[name][1] if name else "")))


@dataclass
class Scene:
    """Everybody and everything, by name."""

    people: dict[str, User] = field(default_factory=dict)
    references: dict[str, UUID] = field(default_factory=dict)
    children: dict[str, Any] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)

    signed_in: dict[tuple[str, tuple[str, ...]], str] = field(default_factory=dict)

    def browser(self, role: str, *, reason_for: tuple[str, ...] = ()) -> Client:
        """A browser in which whoever holds the role is signed in, a reason given for these children."""
        client = Client(raise_request_exception=False)
        if not role:
            return client
        if (role, reason_for) in self.signed_in:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.signed_in[role, reason_for]
            return client
        client.force_login(self.people[role])
        if reason_for:
            session = client.session
            session["reasons_to_open"] = {str(self.references[name]): "Supervision" for name in reason_for}
            session.save()
        return client

    def sign_in(self) -> None:
        """Everybody signs in before the first test, so that no test does it again."""
        for role, reason_for in product(ROLES, ((), (OWN,), (OWN, OTHER, GONE))):
            self.signed_in[role, reason_for] = self.browser(role, reason_for=reason_for).session.session_key


def build(folder: Path) -> Scene:
    """Lay the scene out."""
    refresh_bank_holidays(on=TODAY)
    scene = Scene()
    _people(scene)
    _children(scene)
    _reviews(scene)
    _decisions(scene)
    _documents(scene)
    _written_up(scene)
    _withdraw(scene)
    _between_reviews(scene)
    _quality(scene)
    _supervision(scene)
    _in_court(scene)
    _into_care(scene)
    _audits(scene)
    _loads(scene, folder)
    _paper(scene)
    scene.sign_in()
    return scene


def _people(scene: Scene) -> None:
    scene.people["team"] = team = TeamFactory(name="North")
    for code in ROLES:
        person = PersonFactory(code=f"P-{code}", name=f"Worker {code}")
        RoleHeldFactory(user=person, role=code, team=team if code == "team_manager" else None)
        scene.people[code] = person
    scene.numbers["post"] = PostFactory(user=scene.people["iro"]).pk
    scene.numbers["role"] = scene.people["iro"].roles_held.get().pk
    make_api_key(
        held=scene.people["data_analyst"].roles_held.get().pk,
        name="Figures",
        expires_on=TODAY,
        by=scene.people["administrator"],
        at=NOW,
    )
    scene.numbers["key"] = ApiKey.objects.get().pk
    scene.people["other_iro"] = PersonFactory(iro=True, full_time=True, name="Other Officer")


def _children(scene: Scene) -> None:
    for name, code, family in (
        (OWN, "OWN7700", OWN_NAME),
        (OTHER, OTHER_CODE, OTHER_NAME),
        (GONE, GONE_CODE, GONE_NAME),
    ):
        child = ChildFactory(
            code=code,
            given_name=f"Given{family}",
            family_name=family,
            search_name=f"{family} given{family}".casefold(),
            in_care_since=SINCE,
        )
        scene.children[name], scene.references[name] = child, child.reference
    own = scene.children[OWN]
    AllocationFactory(child=own, officer=scene.people["conference_chair"], role="conference_chair")
    for name, officer in ((OWN, "iro"), (OTHER, "other_iro"), (GONE, "other_iro")):
        allocation = AllocationFactory(child=scene.children[name], officer=scene.people[officer])
        scene.numbers[f"allocation {name}"] = allocation.pk
    involvement = InvolvementFactory(child=own, worker=scene.people["social_worker"], team=scene.people["team"])
    scene.numbers["involvement"] = involvement.pk
    for name in (OWN, OTHER, GONE):
        mother = RelationshipFactory(child=scene.children[name], name=f"Mother {CALLED[name][1]}")
        scene.numbers[f"relationship {name}"] = mother.pk
        plan = PermanencePlanFactory(child=scene.children[name])
        need = NeedFactory(child=scene.children[name], words=FREE_TEXT)
        step = PermanenceStepFactory(child=scene.children[name])
        scene.numbers |= {f"plan {name}": plan.pk, f"need {name}": need.pk, f"step {name}": step.pk}


def _reviews(scene: Scene) -> None:
    for name in (OWN, OTHER, GONE):
        child = scene.children[name]
        held = ReviewFactory(child=child, held_on=date(2026, 6, 26))
        adjourned = ReviewFactory(child=child, held_on=date(2026, 11, 9), adjourned=True, adjournment_reason=FREE_TEXT)
        planned = ReviewFactory(
            child=child, planned=True, planned_on=date(2026, 11, 20), planned_time=time(10, 30), place="Room 2"
        )
        MeetingFactory(child=child, review=held)
        for kind, review in (("held", held), ("adjourned", adjourned), ("planned", planned)):
            scene.numbers[f"{kind} {name}"] = review.pk
        refresh(child)
        _dates(scene, name, planned)
        _people_of(scene, name, planned)


def _dates(scene: Scene, name: str, planned: Any) -> None:
    """An early review asked for, a late one to decide, and a booking that was moved."""
    child, by = scene.children[name], scene.people["iro_manager"]
    early = EarlyReviewFactory(child=child, asked_by=by, words=FREE_TEXT)
    late = LatenessRequestFactory(child=child, asked_by=by, words=FREE_TEXT)
    ReschedulingFactory(review=planned, moved_by=by, words=FREE_TEXT)
    scene.numbers |= {f"early review {name}": early.pk, f"lateness {name}": late.pk}


def _decisions(scene: Scene) -> None:
    """Each child's review decided something, and its officer disputes it."""
    for name, officer in ((OWN, "iro"), (OTHER, "other_iro"), (GONE, "other_iro")):
        review = Review.objects.get(pk=scene.numbers[f"held {name}"])
        words = {"text": f"{FREE_TEXT} {CALLED[name][1]}", "review": review, "sent_by": scene.people[officer]}
        DecisionFactory(sent=True, objected=True, number=1, **words)
        DecisionFactory(sent=True, number=2, owner=scene.people["social_worker"], **words)
        dispute = DisputeFactory(
            raised_by=scene.people[officer], summary=written("dispute", name), about=scene.children[name]
        )
        said = {"reply": written("reply", name), "replied_at": NOW, "replied_by": scene.people["social_worker"]}
        dispute.stages.update(person=scene.people["social_worker"], **said)
        scene.numbers[f"dispute {name}"] = dispute.pk
        _beside_dispute(scene, name, dispute, scene.people[officer])


def _beside_dispute(scene: Scene, name: str, dispute: Any, officer: User) -> None:
    """A referral, a document, a concern and a compliment about each child."""
    referral = ReferralFactory(dispute=dispute, asked_by=officer, reason=written("referral", name))
    file = store_file(name="minutes.txt", content=written("evidence", name).encode(), by=officer, at=NOW)
    evidence = EvidenceFactory(dispute=dispute, file=file, added_by=officer, title=written("evidence", name))
    worker = scene.people["social_worker"]
    concern = ConcernFactory(
        child=scene.children[name], raised_by=officer, person=worker, said=written("concern", name)
    )
    praised = {"worker": worker, "team": scene.people["team"], "words": written("compliment", name)}
    ComplimentFactory(child=scene.children[name], given_by=officer, **praised)
    complaint = ComplaintFactory(child=scene.children[name], recorded_by=officer, words=written("complaint", name))
    scene.numbers["complaint"] = ComplaintFactory(recorded_by=officer, words=written("complaint")).pk
    scene.numbers |= {
        f"complaint {name}": complaint.pk,
        f"referral {name}": referral.pk,
        f"evidence {name}": evidence.pk,
        f"concern {name}": concern.pk,
    }


def _withdraw(scene: Scene) -> None:
    """One of the children was taken back with the load that brought them."""
    gone = scene.children[GONE]
    gone.withdrawn_at = NOW
    gone.save()
    refresh(gone)


def _people_of(scene: Scene, name: str, review: Review) -> None:
    """The mother is invited and the child too, who said something."""
    meeting = MeetingFactory(child=review.child, review=review)
    mother = InviteeFactory(meeting=meeting, name=f"Mother {CALLED[name][1]}", child_worries=FREE_TEXT)
    scene.numbers[f"herself {name}"] = InviteeFactory(meeting=meeting, child=True).pk
    said = StatementPart(said_on=TODAY, source="child", words="I like my room")
    by = service_account()
    (statement,) = record_statements(child=review.child, statements=(said,), meeting=meeting, by=by, at=NOW)
    scene.numbers |= {f"invitee {name}": mother.pk, f"statement {name}": statement.pk}
    scene.keys[f"form {name}"] = make_guest_link(invitee=mother, purpose="form", by=by, at=NOW)


def _documents(scene: Scene) -> None:
    """A document of each child's review that was held, and a notice that was not sent."""
    by = scene.people["iro"]
    for name in (OWN, OTHER, GONE):
        review = Review.objects.get(pk=scene.numbers[f"held {name}"])
        file = store_file(name="report.txt", content=FREE_TEXT.encode(), by=by, at=NOW)
        row = Attachment.objects.create(
            meeting=review.meeting, kind="other", title=FREE_TEXT, file=file, attached_at=NOW, attached_by=by
        )
        scene.numbers[f"document {name}"] = row.pk
    queue_notice(key="scene", kind="reviews_to_book", person_code=by.code, facts={"count": 1}, at=NOW)
    Notice.objects.update(failed_at=NOW, fault="They have no email address.")
    scene.numbers["notice"] = Notice.objects.get().pk


def _written_up(scene: Scene) -> None:
    """The record of each held review is finished."""
    for name in (OWN, OTHER, GONE):
        review = Review.objects.get(pk=scene.numbers[f"held {name}"])
        mother = InviteeFactory(meeting=review.meeting, name=f"Mother {CALLED[name][1]}", email=f"{name}@home.example")
        scene.numbers[f"mother {name}"] = mother.pk
        said = {"id": "education", "heading": "Education", "text": f"Of {CALLED[name][1]}.", "composed": ""}
        by = scene.people["iro"]
        values = {"kind": "record", "version": 1, "template": "2026-1", "sections": [said]}
        times = {"made_at": NOW, "made_by": by, "finished_at": NOW, "finished_by": by}
        ReviewDocument.objects.create(review=review, **values, **times)


def _between_reviews(scene: Scene) -> None:
    """Each child's officer checked the plan, offered a visit, was told of a change, and awaits an update."""
    for name, officer in ((OWN, "iro"), (OTHER, "other_iro"), (GONE, "other_iro")):
        child, by = scene.children[name], scene.people[officer]
        words = f"{FREE_TEXT} {CALLED[name][1]}"
        OversightCheckFactory(child=child, done_by=by, words=words)
        contact = OfficerContactFactory(child=child, officer=by, recorded_by=by, words=words)
        change = ChangeNotifiedFactory(child=child, told_by=scene.people["social_worker"], words=words)
        update = MidpointUpdateFactory(child=child, worker=scene.people["social_worker"])
        scene.numbers |= {f"contact {name}": contact.pk, f"change {name}": change.pk, f"update {name}": update.pk}


def _quality(scene: Scene) -> None:
    """Each child's held review has a form with a red in it; a closed meeting spoke of each."""
    for name, officer in ((OWN, "iro"), (OTHER, "other_iro"), (GONE, "other_iro")):
        review, words = Review.objects.get(pk=scene.numbers[f"held {name}"]), written("monitoring", name)
        # What is copied to others speaks of the placement and names nobody.
        said = written("placement") if name == OWN else words
        form = MonitoringFormFactory(
            review=review, saved_by=scene.people[officer], words=said, words__copied=name == OWN
        )
        issue = IssueFactory(form=form, reason=words, team=scene.people["team"])
        scene.numbers |= {f"form {name}": form.pk, f"issue {name}": issue.pk}
        day = {OWN: 20, OTHER: 19, GONE: 18}[name]
        meeting = QualityMeetingFactory(
            held_on=date(2026, 11, day),
            prepared_by=scene.people["iro_manager"],
            child=scene.children[name],
            child__words=words,
        )
        scene.numbers[f"meeting {name}"] = meeting.pk


def _supervision(scene: Scene) -> None:
    """The officer was supervised, agreed something, holds a duty, learned and taught."""
    iro, manager = scene.people["iro"], scene.people["iro_manager"]
    held = SupervisionFactory(person=iro, recorded_by=manager, words=written("supervision"))
    scene.numbers |= {
        "supervision": held.pk,
        "agreed": SupervisionActionFactory(supervision=held, words=written("supervision")).pk,
        "duty": DutyHeldFactory(person=iro).pk,
    }
    LearningFactory(person=iro, recorded_by=iro, words=FREE_TEXT)
    SessionGivenFactory(person=iro, recorded_by=iro, feedback=FREE_TEXT)
    meeting = ServiceMeetingFactory(recorded_by=manager, words=FREE_TEXT)
    member = GroupMemberFactory(recorded_by=manager)
    point = MeetingPointFactory(meeting=meeting, recorded_by=manager, words=FREE_TEXT)
    scene.numbers |= {"gathering": meeting.pk, "member": member.pk, "point": point.pk}


def _in_court(scene: Scene) -> None:
    """An application is made about each child, a hearing listed, a delay noted, and a view given."""
    for name, officer in ((OWN, "iro"), (OTHER, "other_iro"), (GONE, "other_iro")):
        by, words = scene.people[officer], written("court", name)
        part = ChildInCourtFactory(
            child=scene.children[name],
            proceedings__recorded_by=by,
            proceedings__guardian=words,
            hearing=by,
            delay=words,
        )
        StepTakenFactory(part=part, recorded_by=by, words=words)
        hearing = part.proceedings.hearings.get()
        scene.numbers |= {f"court {name}": part.pk, f"hearing {name}": hearing.pk}


def _into_care(scene: Scene) -> None:
    """Paperwork about each child's health went out, and an appointment is delayed."""
    for name in CALLED:
        ArrivalStepFactory(child=scene.children[name], recorded_by=scene.people["business_support"])
        StepDelayFactory(child=scene.children[name], recorded_by=scene.people["business_support"])


def _audits(scene: Scene) -> None:
    """A colleague's child is drawn for the officer to audit; an audit of the officer's own work is done."""
    manager = scene.people["iro_manager"]
    sample = AuditSampleFactory(drawn_by=manager)
    drawn = {"child": scene.children[OWN], "officer": scene.people["other_iro"]}
    audit = AuditFactory(sample=sample, auditor=scene.people["iro"], **drawn)
    done = {"submitted_at": NOW, "submitted_by": manager, "grade": "good", "auditor": manager}
    of_own = {"child": scene.children[OWN], "officer": scene.people["iro"], **done}
    read = AuditFactory(feedback=written("audit"), **of_own)
    observed = AuditFactory(kind="observation", feedback=written("observation"), told_on=TODAY, **of_own)
    worker = scene.people["social_worker"]
    finding = AuditFindingFactory(audit=read, owner=worker, found_by=manager, text=written("finding", OWN))
    scene.numbers |= {"sample": sample.pk, "audit to do": audit.pk, "audit": read.pk, "finding": finding.pk}
    scene.numbers["observation"] = observed.pk


def _loads(scene: Scene, folder: Path) -> None:
    by = service_account()
    rows = {
        "header": [returns.child("L101"), returns.child("L102", dob="03/04/2010")],
        "episodes": [returns.episode("L101", "10/05/2016"), returns.episode("L102", "01/07/2016", place="ZZ")],
        "reviews": [returns.review("L101", "01/06/2016"), returns.review("L102", "not a day", dob="03/04/2010")],
    }
    done = load_at_once(path=returns.folder(folder / "one", **rows), format="903", year=2017, by=by, at=NOW)
    rows["header"].append(returns.child("L103"))
    waiting = check_load(path=returns.folder(folder / "two", **rows), year=2017, by=by, at=NOW)
    scene.numbers |= {"load": done.number, "checked load": waiting.number}
    scene.numbers["problem"] = done.problems.order_by("pk")[0].pk
    scene.keys["calendar"] = make_calendar_link(by=scene.people["iro"], at=NOW)


def _paper(scene: Scene) -> None:
    by = scene.people["iro_manager"]
    paper = begin_paper(kind=ReportKind.ANNUAL, from_on=date(2025, 4, 1), to_on=date(2026, 3, 31), by=by, at=NOW)
    scene.numbers["paper"] = paper.pk
    view = keep_view(name="Reviews", measure="reviews.on_time", query="", by=scene.people["iro"], at=NOW)
    file = PublishedFileFactory(checked_by=scene.people["data_analyst"])
    note = note_figure(
        measure="reviews.on_time",
        from_on=date(2026, 4, 1),
        to_on=date(2026, 6, 30),
        kind="partial",
        words="The old system's last month is missing.",
        by=by,
        at=NOW,
    )
    scene.numbers |= {"view": view.pk, "published": file.pk, "note": note.pk}
    plan = PlanFactory(begun_by=by)
    measured = {"measure": "reviews.on_time", "target": 96}
    # The words of an action stand in the annual report, which more people read than free text; its evidence does not.
    action = ActionFactory(plan=plan, lead=scene.people["iro"], **measured)
    ProgressFactory(action=action, told_by=by, evidence=FREE_TEXT)
    scene.numbers |= {"plan": plan.pk, "action": action.pk, "inspected": FindingFactory(added_by=by).pk}
