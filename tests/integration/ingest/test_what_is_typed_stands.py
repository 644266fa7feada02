"""What a person changed of a loaded row stands: a later load that says otherwise reports it and overwrites nothing."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime

import pytest

from openiro.children.actions import CareFacts, ChildFacts, correct_child, end_permanence_plan
from openiro.children.models import Child, Episode, PermanencePlan
from openiro.ingest.actions import load_at_once
from openiro.ingest.models import LoadProblem
from openiro.ingest.tables import TABLES
from openiro.people.actions import service_account
from openiro.people.models import Team, User
from openiro.reviews.actions import (
    Answer,
    DecisionWords,
    Judgement,
    ParentPart,
    ParticipationRecord,
    Progress,
    ReviewRecord,
    answer_decisions,
    change_care,
    correct_review,
    judge_outcomes,
    record_care_plan_updated,
    report_progress,
    save_decisions,
    save_participation,
    send_decisions,
)
from openiro.reviews.models import Decision, ParentParticipation, Review
from tests.factories.allocation import AllocationFactory, InvolvementFactory
from tests.factories.people import PersonFactory, TeamFactory, team_manager
from tests.integration.ingest.returns import child, episode, folder, review
from tests.integration.ingest.test_load_practice import templates

AT = datetime(2018, 5, 1, 9, 30, tzinfo=UTC)
FIRST, SECOND = "01/06/2016", "25/08/2016"
pytestmark = pytest.mark.django_db


@pytest.fixture
def load(tmp_path):
    def loaded(name: str, **files: list[str]):
        return load_at_once(path=templates(tmp_path / name, files), by=service_account(), at=AT)

    return loaded


@pytest.fixture
def load_return(tmp_path):
    def loaded(name: str, *, year: int = 2017, **files: list[str]):
        return load_at_once(path=folder(tmp_path / name, **files), year=year, by=service_account(), at=AT)

    return loaded


@pytest.fixture
def iro(load_return) -> User:
    """The child's IRO, once the child and two reviews were loaded."""
    load_return(
        "return",
        header=[child("1")],
        episodes=[episode("1", "10/05/2016")],
        reviews=[review("1", FIRST), review("1", SECOND)],
    )
    person = PersonFactory(iro=True)
    AllocationFactory(child=Child.objects.get(), officer=person, from_on=date(2016, 5, 10))
    return person


@pytest.fixture
def manager(iro) -> User:
    """The manager who answers for the child."""
    team: Team = TeamFactory()
    worker = PersonFactory(social_worker=True)
    InvolvementFactory(child=Child.objects.get(), worker=worker, team=team, from_on=date(2016, 5, 10))
    return team_manager(team)


def held(day: str = FIRST) -> Review:
    return Review.objects.get(held_on=datetime.strptime(day, "%d/%m/%Y").date())


def record(**changes: object) -> ReviewRecord:
    known = ReviewRecord(held_on=date(2016, 6, 1), mode="in_person", participation_code="PN1")
    return replace(known, **changes)


def put_right(**changes: object) -> None:
    manager = PersonFactory(manager=True)
    correct_review(review=held(), record=record(**changes), reason="Misread", by=manager, at=AT)


def conflicts(load) -> list[str]:
    return list(LoadProblem.objects.filter(load=load, code="conflict").values_list("file", flat=True))


def reviews_again(load_return, *, pn: str = "PN1", year: int = 2018):
    return load_return("again", year=year, header=[child("1")], reviews=[review("1", FIRST, pn)])


class TestAReview:
    def test_one_that_was_put_right_stands(self, iro, load_return):
        put_right(participation_code="PN4")
        assert conflicts(reviews_again(load_return)) == ["reviews.csv"]
        assert held().participation_code == "PN4"

    def test_what_the_return_says_too_is_no_conflict(self, iro, load_return):
        put_right(participation_code="PN4")
        assert conflicts(reviews_again(load_return, pn="PN4")) == []

    def test_who_took_part_stands_as_the_officer_says(self, iro, load_return):
        said = ParticipationRecord(participation_code="PN5", parents=(ParentPart("mother", True, True),))
        save_participation(review=held(), record=said, by=iro, at=AT)
        assert conflicts(reviews_again(load_return)) == ["reviews.csv"]
        assert held().participation_code == "PN5"

    def test_a_page_that_was_saved_as_it_stood_leaves_the_review_to_the_return(self, iro, load_return):
        save_participation(review=held(), record=ParticipationRecord(participation_code="PN1"), by=iro, at=AT)
        assert conflicts(reviews_again(load_return, pn="PN4")) == []
        assert held().participation_code == "PN4"

    def test_a_day_that_was_recorded_stands_and_one_that_nobody_gave_is_added(self, iro, load):
        record_care_plan_updated(review=held(), updated_on=date(2016, 6, 8), by=iro, at=AT)
        loaded = load("a", review_details=["1,01/06/2016,,,,,10/06/2016,,,"])
        assert conflicts(loaded) == ["review_details.csv"]
        assert held().care_plan_updated_on == date(2016, 6, 8)
        assert conflicts(load("b", review_details=["1,01/06/2016,video,,,,,,,"])) == []
        assert held().mode == "video"


class TestDecisions:
    WRITTEN = f"1,{FIRST},1,Book the dentist.,carer,01/07/2016,,,,,"
    SENT = f"1,{FIRST},1,Book the dentist.,carer,01/07/2016,07/06/2016,,,,"

    def again(self, load, row: str) -> list[str]:
        return conflicts(load("again", decisions=[row.replace("Book the dentist.", "Book two visits.")]))

    def test_words_that_the_officer_wrote_stand(self, iro, load):
        load("a", decisions=[self.WRITTEN])
        words = DecisionWords("Book a check at the dentist.", owner_role="carer", number=Decision.objects.get().pk)
        save_decisions(review=held(), decisions=[words], by=iro, at=AT)
        assert self.again(load, self.WRITTEN) == ["decisions.csv"]
        assert Decision.objects.get().text == "Book a check at the dentist."

    def test_decisions_that_were_sent_from_here_stand(self, iro, manager, load):
        load("a", decisions=[self.WRITTEN])
        send_decisions(review=held(), manager=manager, by=iro, at=AT)
        assert self.again(load, self.WRITTEN) == ["decisions.csv"]
        assert Decision.objects.get().sent_at == AT

    def test_an_answer_given_here_stands(self, manager, load):
        load("a", decisions=[self.SENT])
        soon = datetime(2016, 6, 8, 9, tzinfo=UTC)
        answer_decisions(answers=[Answer(Decision.objects.get().pk, "agreed")], by=manager, at=soon)
        assert self.again(load, self.SENT) == ["decisions.csv"]
        assert (Decision.objects.get().answer, Decision.objects.get().text) == ("agreed", "Book the dentist.")

    def test_an_outcome_judged_here_stands(self, iro, load):
        load("a", decisions=[self.SENT])
        judged = [Judgement(Decision.objects.get().pk, "implemented")]
        judge_outcomes(review=held(SECOND), judged=judged, by=iro, at=AT)
        assert self.again(load, self.SENT) == ["decisions.csv"]
        assert Decision.objects.get().outcome == "implemented"

    def test_what_the_owner_reports_is_in_no_load_and_leaves_the_rest_to_it(self, iro, load):
        worker: User = PersonFactory(social_worker=True)
        InvolvementFactory(child=Child.objects.get(), worker=worker, from_on=date(2016, 5, 10))
        row = self.SENT.replace("carer", worker.code)
        load("a", decisions=[row])
        report_progress(reports=[Progress(Decision.objects.get().pk, "Booked.")], by=worker, at=AT)
        assert self.again(load, row) == []
        assert (Decision.objects.get().text, Decision.objects.get().progress) == ("Book two visits.", "Booked.")


def test_a_parents_part_that_the_officer_recorded_stands(iro):
    part = ParentParticipation.objects.create(
        review=held(), parent="mother", attended=False, views=False, reason="declined", load_number=1
    )
    same = ParticipationRecord(participation_code="PN1", parents=(ParentPart("mother", False, False, "declined"),))
    save_participation(review=held(), record=same, by=iro, at=AT)
    part.refresh_from_db()
    assert part.load_number == 1
    came = replace(same, parents=(ParentPart("mother", True, True),))
    save_participation(review=held(), record=came, by=iro, at=AT)
    part.refresh_from_db()
    assert (part.attended, part.load_number) == (True, None)


def test_a_plan_for_permanence_that_was_ended_here_stands(iro, load):
    load("a", permanence=["1,RETURN6M,01/07/2016,,"])
    end_permanence_plan(plan=PermanencePlan.objects.get(), ended_on=date(2016, 12, 1), by=iro, at=AT)
    assert conflicts(load("b", permanence=["1,RETURN6M,01/07/2016,15/07/2016,"])) == ["permanence.csv"]
    assert PermanencePlan.objects.get().ended_on == date(2016, 12, 1)


class TestNames:
    def test_one_that_was_put_right_here_stands_and_what_nobody_gave_is_added(self, iro, load):
        load("a", names=["1,Ann,Smyth,,"])
        child = Child.objects.get()
        facts = ChildFacts(**{each.name: getattr(child, each.name) for each in fields(ChildFacts)})
        correct_child(child=child, facts=replace(facts, family_name="Smith"), by=PersonFactory(manager=True), at=AT)
        assert conflicts(load("b", names=["1,Ann,Smyth,,"])) == ["names.csv"]
        assert Child.objects.get().family_name == "Smith"
        assert conflicts(load("c", names=["1,Ann,Smith,9434765919,"])) == []
        assert Child.objects.get().nhs_number == "9434765919"

    def test_one_that_only_loads_gave_follows_the_later_load(self, iro, load):
        load("a", names=["1,Ann,Smyth,,"])
        assert conflicts(load("b", names=["1,Ann,Smith,,"])) == []
        assert Child.objects.get().family_name == "Smith"


def test_care_that_was_recorded_here_stands(iro, load_return):
    facts = Episode.objects.get()
    care = CareFacts(legal_status="E1", need=facts.need, placement=facts.placement, provider=facts.provider)
    manager = PersonFactory(manager=True)
    change_care(child=Child.objects.get(), changed_on=date(2018, 2, 1), care=care, by=manager, at=AT)
    again = load_return("again", year=2018, header=[child("1")], episodes=[episode("1", "10/05/2016")])
    assert conflicts(again) == ["episodes.csv"]
    assert Episode.objects.get(started_on=date(2016, 5, 10)).ended_on == date(2018, 2, 1)


# A child's names come apart from the return, and do not loosen the child from it.
@pytest.mark.parametrize("name", [name for name, each in TABLES.items() if each.rests_on_load and name != "names"])
def test_nothing_that_a_load_brings_counts_as_never_loaded(name):
    model = TABLES[name].model
    assert not model.NEVER_LOADED & {*TABLES[name].own_values, *TABLES[name].own_key}
    assert set(model.NEVER_LOADED) <= {field.name for field in model._meta.get_fields()}
