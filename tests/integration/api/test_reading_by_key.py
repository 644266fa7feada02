"""Other programs read by key: every address by every role, whatever is wrong with a key, pages, and the document."""

import json
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from openiro.api.keys import MOST_OF_A_KEY, MOST_WRONG
from openiro.api.urls import api
from openiro.core.models import AccessLogEntry, Event
from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.domain.roles import ROLES
from openiro.people.actions import make_api_key, withdraw_api_key
from openiro.people.models import ApiKey
from openiro.people.queries.api_keys import READS_FIGURES, hash_of_api_key
from openiro.reporting.queries import measured
from tests.factories.children import ChildFactory
from tests.factories.reviews import ReviewFactory
from tests.integration.access.scene import FREE_TEXT, GONE_CODE, NOW, OTHER_CODE, SINCE, TODAY
from tests.integration.access.test_nothing_leaks import forbidden_to, said_of_a_child

pytestmark = pytest.mark.django_db

A_YEAR = {"from": "2025-04-01", "to": "2026-03-31"}
FIGURES = ("measures", "measures/catalogue")
RECORDS = ("children", "episodes", "reviews", "decisions")
ADDRESSES = (*FIGURES, *RECORDS)


@pytest.fixture(autouse=True)
def _nothing_counted():
    cache.clear()


def key_of(scene, role, **more):
    """A key of whoever holds the role, made past the page: some roles are refused one."""
    held = scene.people[role].roles_held.get(role=role)
    key = f"key of {role}"
    values = {"name": role, "expires_on": TODAY, "made_at": NOW, "made_by": scene.people["administrator"]}
    ApiKey.objects.update_or_create(key_hash=hash_of_api_key(key), defaults={"held": held, **values, **more})
    return key


def get(key, address, **asked):
    return Client(headers={"authorization": f"Bearer {key}"}).get(f"/api/v1/{address}", asked)


def get_all(key, address, **asked):
    """Every page of the address, joined."""
    cursor, found = "", []
    while cursor is not None:
        page = get(key, address, **asked, **({"cursor": cursor} if cursor else {})).json()
        found += page.get("records", page.get("measures"))
        cursor = page["next"]
    return found


def is_problem(response, status):
    told = response.json()
    return (response.status_code, response["Content-Type"], told["status"], set(told)) == (
        status,
        "application/problem+json",
        status,
        {"type", "title", "status", "detail"},
    )


@pytest.mark.parametrize("role", ROLES)
def test_a_key_reads_what_its_role_reads_and_nothing_else(role, scene):
    key = key_of(scene, role)
    for address in ADDRESSES:
        needs = Permission.VIEW_ROWS if address in RECORDS else Permission.VIEW_MEASURES
        answer = get(key, address, **(A_YEAR if address == "measures" else {}))
        if needs in ROLES[role].permissions:
            assert answer.status_code == 200, (address, answer.content)
        else:
            assert is_problem(answer, 403), address
        shown = answer.content.decode()
        assert not [word for word in {*forbidden_to(role), FREE_TEXT} if word in shown], address
        assert not said_of_a_child(shown), "by number and in codes alone, whatever the role may read on pages"


def test_records_hold_the_child_that_may_be_seen_and_never_one_outside(scene):
    own = {each["child"] for each in get_all(key_of(scene, "iro"), "children")}
    every = {each["child"] for each in get_all(key_of(scene, "data_analyst"), "children")}
    assert "OWN7700" in own
    assert OTHER_CODE not in own
    assert {"OWN7700", OTHER_CODE} <= every
    assert GONE_CODE not in every
    for address in ("episodes", "reviews", "decisions"):
        assert {each["child"] for each in get_all(key_of(scene, "iro"), address)} == {"OWN7700"}


def test_the_figures_are_those_of_the_command_in_the_same_objects(scene):
    found = measured(from_on=date(2025, 4, 1), to_on=date(2026, 3, 31))
    read = get_all(key_of(scene, "data_analyst"), "measures", limit=700, **A_YEAR)
    assert [{name: each[name] for name in each if name != "hidden"} for each in read] == [
        json.loads(json.dumps(figure.to_json())) for figure in found.result.figures
    ]


def test_a_key_of_the_panel_reads_whole_years_with_small_numbers_hidden(scene):
    key = key_of(scene, "panel_member")
    held = get(key, "measures", only="population.looked_after", **A_YEAR).json()["measures"][0]
    assert held["numerator"] is None
    assert "numerator" in held["hidden"]
    part = get(key, "measures", **{"from": "2025-04-01", "to": "2026-03-30"})
    assert is_problem(part, 422)
    assert is_problem(get(key, "measures", **{"from": "2026-04-01", "to": "2027-03-31"}), 422)


def test_whatever_is_wrong_with_a_key_the_answer_is_the_same(scene):
    answers = [
        Client().get("/api/v1/reviews"),
        get("no such key", "reviews"),
        get(key_of(scene, "iro", expires_on=TODAY - timedelta(days=1)), "reviews"),
        get(key_of(scene, "iro_manager", withdrawn_at=NOW), "reviews"),
    ]
    key = key_of(scene, "data_analyst")
    assert get(key, "reviews").status_code == 200
    scene.people["data_analyst"].roles_held.update(to_on=TODAY - timedelta(days=1))
    answers.append(get(key, "reviews"))
    signed_in = scene.browser("iro_manager").get("/api/v1/reviews")
    assert all(is_problem(answer, 401) for answer in (*answers, signed_in))
    assert len({answer.content for answer in (*answers, signed_in)}) == 1


def test_guessing_and_hammering_are_stopped(scene):
    key = key_of(scene, "data_analyst")
    for _ in range(MOST_OF_A_KEY):
        get(key, "measures/catalogue", limit=1)
    assert is_problem(get(key, "measures/catalogue"), 429)
    for _ in range(MOST_WRONG):
        get("guess", "reviews")
    assert is_problem(get(key_of(scene, "iro"), "reviews"), 429)


def test_pages_are_bounded_and_together_hold_everything_once(scene):
    key = key_of(scene, "data_analyst")
    for _ in range(5):
        ReviewFactory(child=ChildFactory(in_care_since=SINCE), held_on=date(2026, 7, 1))
    whole = get_all(key, "reviews")
    assert len(whole) > 5
    assert get_all(key, "reviews", limit=2) == whole
    assert len(get(key, "reviews", limit=2).json()["records"]) == 2
    in_july = get_all(key, "reviews", **{"from": "2026-07-01", "to": "2026-07-31"})
    assert len(in_july) == 5


def test_what_changed_since_a_moment(scene):
    key = key_of(scene, "data_analyst")
    everything = get_all(key, "children", changed_since="2000-01-01T00:00:00Z")
    assert {each["child"] for each in everything} >= {"L101"}
    assert get_all(key, "children", changed_since=(NOW + timedelta(days=1)).isoformat()) == []


@pytest.mark.parametrize(
    "asked",
    [{"limit": "0"}, {"limit": "5000"}, {"cursor": "x"}, {"cursor": "LTE="}, {"from": "31/02/2026"}, {"from": "\0"}],
)
def test_nonsense_is_refused_in_words(asked, scene):
    assert is_problem(get(key_of(scene, "data_analyst"), "reviews", **asked), 422)


def test_what_is_not_there_and_what_would_write(scene):
    key = key_of(scene, "data_analyst")
    assert is_problem(get(key, "secrets"), 404)
    assert is_problem(get(key, "measures", only="no.such", **A_YEAR), 422)
    assert is_problem(Client().post("/api/v1/reviews"), 405)


def test_reading_children_is_written_down_and_the_first_use_of_a_day(scene):
    key = key_of(scene, "data_analyst")
    get(key, "reviews")
    get(key, "reviews")
    entries = AccessLogEntry.objects.filter(page="api:reviews", by="P-data_analyst")
    assert entries.count() == 2
    assert "reviews by key" in entries[0].reason
    assert Event.objects.filter(kind="people.api_key_used").count() == 1


def test_few_questions_whatever_the_size(scene):
    key = key_of(scene, "iro_manager")
    get(key, "reviews")
    few = _questions(key)
    for _ in range(12):
        ReviewFactory(child=ChildFactory(in_care_since=SINCE))
    assert _questions(key) == few <= 20


def _questions(key):
    with CaptureQueriesContext(connection) as asked:
        assert get(key, "reviews").status_code == 200
    return len([each for each in asked.captured_queries if "SAVEPOINT" not in each["sql"]])


def test_the_document_describes_every_address(scene):
    document = Client().get("/api/v1/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    assert set(document["paths"]) == {f"/api/v1/{address}" for address in ADDRESSES}
    for path, operations in document["paths"].items():
        assert set(operations) == {"get"}, path
        told = operations["get"]
        assert told["summary"]
        assert told["description"]
        assert {"200", "401", "403", "422", "429"} <= set(told["responses"])
        assert "application/problem+json" in told["responses"]["401"]["content"]
        assert told["security"] == [{"ApiKey": []}]
    known = set(document["components"]["schemas"])
    used = {part.split('"')[0] for part in json.dumps(document).split("#/components/schemas/")[1:]}
    assert used <= known
    assert api.get_openapi_schema()["paths"].keys() == document["paths"].keys()


def test_a_key_is_made_shown_once_and_withdrawn_on_its_page(scene):
    browser = scene.browser("administrator")
    held = scene.people["data_analyst"].roles_held.get().pk
    day = {"expires_on-day": "31", "expires_on-month": "3", "expires_on-year": "2027"}
    made = browser.post("/people/keys/new/", {"name": "Power BI", "held": held, **day}).content.decode()
    key = made.partition('aria-describedby="key-hint">')[2].partition("<")[0]
    assert get(key, "reviews").status_code == 200
    listed = browser.get("/people/keys/").content.decode()
    assert "Power BI" in listed
    assert key not in listed
    number = ApiKey.objects.get(name="Power BI").pk
    browser.post(f"/people/keys/{number}/withdraw/")
    assert is_problem(get(key, "reviews"), 401)


def test_a_key_is_refused_for_a_role_without_figures_and_beyond_a_year(scene):
    by = scene.people["administrator"]
    support = scene.people["business_support"].roles_held.get().pk
    analyst = scene.people["data_analyst"].roles_held.get().pk
    assert "business_support" not in READS_FIGURES
    for held, last in ((support, TODAY), (analyst, TODAY - timedelta(days=1)), (analyst, TODAY + timedelta(days=400))):
        with pytest.raises(Refusal):
            make_api_key(held=held, name="x", expires_on=last, by=by, at=NOW)
    with pytest.raises(Refusal):
        make_api_key(held=analyst, name="x", expires_on=TODAY, by=scene.people["iro_manager"], at=NOW)
    with pytest.raises(Refusal):
        withdraw_api_key(number=0, by=by, at=NOW)
