"""Annex A and the Standard Safeguarding Dataset come out of the records, with the last contact of the IRO."""

import csv
import io
import json
import zipfile
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from openiro.children.models import CheckDone, Child, ReturnedRow
from openiro.config.command_line import main
from openiro.core.models import Event
from openiro.formats.annex_a_out import LIST_7, LIST_8
from openiro.ingest.models import Load
from openiro.reviews.models import Review
from tests.factories.allocation import AllocationFactory
from tests.factories.oversight import OfficerContactFactory
from tests.factories.people import PersonFactory
from tests.integration.web_imports.uploads import number_of

pytestmark = pytest.mark.django_db
ON = {"on-day": "31", "on-month": "3", "on-year": "2017"}
CONTACT = "Date of Last IRO Visit / Contact to the Child"


def handed_out(browser, what: str, day: dict[str, str] = ON) -> dict[str, list[dict[str, str]]]:
    """What is in the zip: for each file its rows by heading."""
    response = browser.post(reverse("imports:tables-download"), {"what": what, **day})
    assert response["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        texts = {name.removesuffix(".csv"): archive.read(name).decode("utf-8-sig") for name in archive.namelist()}
    return {name: list(csv.DictReader(io.StringIO(text))) for name, text in texts.items()}


def of(rows: list[dict[str, str]], child: str, heading: str = "Child Unique ID") -> dict[str, str]:
    """The row of one child."""
    return next(row for row in rows if row[heading] == child)


@pytest.fixture
def officer(committed):
    person = PersonFactory()
    AllocationFactory(child=Child.objects.get(code="101"), officer=person, role="iro", from_on=date(2016, 5, 11))
    return person


@pytest.fixture
def protection(committed):
    """A plan of a child who is not looked after, the second one, with its conferences."""
    told = {"child": "CP9", "sex": "F", "dob": "2012-05-05", "ethnic": "MWBC", "initial_category": "NEG"}
    plans = [{"started": "2014-01-10", "ended": "2015-01-09"}, {"started": "2016-06-01", "category": "EMO"}]
    for plan in plans:
        key = f"CP9 {plan['started']}"
        ReturnedRow.objects.create(table="protection_plans", key=key, values=told | plan)
    for kind, day in (("initial", "2016-06-01"), ("review", "2016-08-30"), ("review", "2017-02-20")):
        told = {"child": "CP9", "kind": kind, "held": day}
        told |= {"strategy_discussion": "2016-05-16"} if kind == "initial" else {}
        ReturnedRow.objects.create(table="conferences", key=f"CP9 {kind} {day}", values=told)


def test_list_8_holds_those_in_care_and_those_who_left_in_the_six_months_before(analyst, committed):
    rows = handed_out(analyst, "annex-a")["List 8"]
    assert tuple(rows[0]) == LIST_8
    assert [row["Child Unique ID"] for row in rows] == ["101", "102"]
    left = of(rows, "102")
    assert left["Date Ceased to be Looked After"] == "01/02/2017"
    assert left["Reason Ceased to be Looked After"] == "d) Returned home to live with parents or relatives"
    later = handed_out(analyst, "annex-a", ON | {"on-month": "8", "on-day": "2"})["List 8"]
    assert [row["Child Unique ID"] for row in later] == ["101"]


def test_list_8_says_in_letters_what_the_return_says_in_codes(analyst, committed):
    row = of(handed_out(analyst, "annex-a")["List 8"], "101")
    said = ("Gender", "Ethnicity", "Child's Category of Need", "Child's Legal Status", "Placement Type")
    assert [row[heading] for heading in said] == [
        "b) Female",
        "a) White",
        "a) Abuse or neglect",
        "b) Full care orders",
        "a) Foster placement",
    ]
    assert (row["Date of Latest Statutory Review"], row["Age of Child (Years)"]) == ("01/06/2016", "11")
    assert row["Date of Last Social Work Visit"] == ""


def test_the_last_contact_of_the_iro_is_a_review_with_the_child_a_sight_before_it_or_a_contact(analyst, officer):
    child = Child.objects.get(code="101")
    assert of(handed_out(analyst, "annex-a")["List 8"], "101")[CONTACT] == "01/06/2016"
    Review.objects.filter(child=child).update(participation_code="PN7", seen_before_on=date(2016, 5, 28))
    assert of(handed_out(analyst, "annex-a")["List 8"], "101")[CONTACT] == "28/05/2016"
    for standing, day in (("done", date(2016, 12, 5)), ("offered", date(2017, 1, 5)), ("done", date(2017, 4, 1))):
        OfficerContactFactory(child=child, officer=officer, recorded_by=officer, standing=standing, on=day)
    assert of(handed_out(analyst, "annex-a")["List 8"], "101")[CONTACT] == "05/12/2016"


def test_list_7_holds_plans_of_children_who_are_not_looked_after_too(analyst, protection):
    rows = handed_out(analyst, "annex-a")["List 7"]
    assert tuple(rows[0]) == LIST_7
    (row,) = rows
    assert row["Ethnicity"] == "b) Mixed"
    assert (row["Initial Category of Abuse"], row["Latest Category of Abuse"]) == ("a) Neglect", "d) Emotional Abuse")
    assert (row["Date of latest review conference"], row["Number of Previous Child Protection Plans"]) == (
        "20/02/2017",
        "1",
    )


def test_list_8_says_in_whose_area_a_child_lives_and_that_an_interview_followed_when_they_were_missing(
    analyst, committed
):
    child = Child.objects.get(code="101")
    answers = (
        "LA of Placement",
        "Was the child offered a Return Interview after their last missing episode (Y/N)?",
        "Did the child accept a Return Interview after their last missing episode (Y/N)?",
    )

    def listed() -> tuple[str, ...]:
        row = of(handed_out(analyst, "annex-a")["List 8"], "101")
        return tuple(row[answer] for answer in answers)

    told = {"from": "2016-05-11", "out_of_area": False}
    distance = ReturnedRow.objects.create(child=child, table="placement_distances", key="2016-05-11", values=told)
    missing = {"missing": "M", "mis_start": "2017-01-09", "mis_end": "2017-01-11"}
    ReturnedRow.objects.create(child=child, table="missing", key="2017-01-09", values=missing)
    done = CheckDone.objects.create(child=child, check_id="return_interview", done_on=date(2016, 12, 1))
    assert listed() == ("Demonstration Council", "", "")
    done.done_on = date(2017, 1, 12)
    done.save()
    distance.values = told | {"out_of_area": True, "authority": "Kent"}
    distance.save()
    assert listed() == ("Kent", "a) Yes", "a) Yes")


def test_list_7_knows_visits_and_emergencies_of_children_on_a_plan_who_came_into_care(analyst, committed):
    child = Child.objects.get(code="101")
    told = {"child": "101", "started": "2016-06-01", "category": "EMO"}
    ReturnedRow.objects.create(child=child, table="protection_plans", key="101 2016-06-01", values=told)
    CheckDone.objects.create(child=child, check_id="visits", done_on=date(2017, 3, 3))
    CheckDone.objects.create(child=child, check_id="visits", done_on=date(2017, 4, 3))
    emergency = "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)"
    (row,) = handed_out(analyst, "annex-a")["List 7"]
    assert (row["Date of the Last Statutory Visit"], row[emergency]) == ("03/03/2017", "")
    child.episodes.update(legal_status="L2")
    (row,) = handed_out(analyst, "annex-a")["List 7"]
    assert row[emergency] == "a) Yes"


def test_lists_of_2026_say_sex_where_those_before_said_gender(analyst, committed):
    rows = handed_out(analyst, "annex-a", {"on-day": "1", "on-month": "2", "on-year": "2026"})["List 8"]
    assert "Sex" in rows[0]
    assert "Gender" not in rows[0]


def test_the_reviews_of_the_dataset_carry_what_the_iro_did(analyst, officer):
    Review.objects.filter(child__code="101").update(decisions_sent_on=date(2016, 6, 6), late_reason="")
    tables = handed_out(analyst, "ssd")
    review = of(tables["ssd_cla_reviews"], "101", "iro_person_id")
    assert review["clar_cla_review_date"] == "2016-06-01"
    assert review["clar_cla_review_due_date"] == "2016-06-08"
    assert (review["iro_officer_id"], review["iro_review_in_time"]) == (officer.code, "Y")
    assert review["iro_decisions_sent_date"] == "2016-06-06"
    assert of(tables["ssd_cla_episodes"], "101", "clae_person_id")["clae_cla_last_iro_contact_date"] == "2016-06-01"


def test_conferences_come_out_with_the_day_they_were_due(analyst, protection):
    tables = handed_out(analyst, "ssd")
    assert tables["ssd_initial_cp_conference"][0]["icpc_icpc_target_date"] == "2016-06-07"
    assert [row["cppr_cp_review_due"] for row in tables["ssd_cp_reviews"]] == ["2016-09-01", "2017-02-28"]


@pytest.mark.parametrize("what", ["annex-a", "ssd"])
def test_what_is_handed_out_loads_back_and_changes_nothing(analyst, officer, upload, what):
    content = analyst.post(reverse("imports:tables-download"), {"what": what, **ON}).content
    upload([SimpleUploadedFile(f"{what}.zip", content)])
    counts = Load.objects.order_by("number").last().counts
    assert all(found["same"] == found["read"] - found["rejected"] for found in counts.values())
    assert sum(found["read"] for found in counts.values()) > 3


def test_each_file_taken_is_kept_on_record(analyst, committed):
    handed_out(analyst, "annex-a")
    facts = [json.loads(event.facts) for event in Event.objects.filter(kind="ingest.return_handed_out")]
    assert [(each["file"], each["rows"], each["as_at"]) for each in facts] == [
        ("List 7", 0, "2017-03-31"),
        ("List 8", 2, "2017-03-31"),
    ]


def test_a_day_to_come_is_refused_in_words(analyst, committed):
    page = analyst.post(reverse("imports:tables-download"), {"what": "ssd", **ON, "on-year": "2090"})
    assert "must be today or in the past" in page.content.decode()


def test_who_may_not_see_loads_gets_no_list(signed_in, committed):
    assert signed_in("iro").get(reverse("imports:tables-download")).status_code == 403


@pytest.mark.parametrize("kind", ["903-reviews", "annex-a", "ssd"])
def test_the_command_writes_the_same_return(committed, kind, tmp_path, capsys):
    out = tmp_path / "return.zip"
    assert main(["return", kind, "--on", "2017-03-31", "--out", str(out)]) == 0
    assert "rows" in capsys.readouterr().err
    with zipfile.ZipFile(out) as archive:
        assert archive.namelist()


def test_the_command_refuses_a_day_to_come_in_one_line(committed, tmp_path, capsys):
    assert main(["return", "ssd", "--on", "2090-03-31", "--out", str(tmp_path / "return.zip")]) == 1
    assert capsys.readouterr().err.strip().count("\n") == 0
    assert not (tmp_path / "return.zip").exists()


@pytest.mark.parametrize("what", ["annex-a", "ssd"])
def test_plans_and_conferences_load_back_too_and_lose_nothing(analyst, protection, upload, what):
    before = list(ReturnedRow.objects.order_by("key").values_list("table", "key", "values"))
    content = analyst.post(reverse("imports:tables-download"), {"what": what, **ON}).content
    number = number_of(upload([SimpleUploadedFile(f"{what}.zip", content)]))
    counts = Load.objects.get(number=number).counts
    assert counts["protection_plans"]["read"] == counts["protection_plans"]["same"] > 0
    analyst.post(reverse("imports:load-commit", args=[number]))
    assert list(ReturnedRow.objects.order_by("key").values_list("table", "key", "values")) == before


def test_a_plan_that_the_dataset_tells_of_is_one_of_the_service_from_then_on(analyst, protection, upload):
    content = analyst.post(reverse("imports:tables-download"), {"what": "ssd", **ON}).content
    ReturnedRow.objects.all().delete()
    number = number_of(upload([SimpleUploadedFile("ssd.zip", content)]))
    analyst.post(reverse("imports:load-commit", args=[number]))
    plan = ReturnedRow.objects.get(table="protection_plans", key="CP9 2016-06-01")
    assert (plan.values["initial_category"], plan.values["category"]) == ("NEG", "EMO")
    assert ReturnedRow.objects.filter(table="conferences").count() == 3
