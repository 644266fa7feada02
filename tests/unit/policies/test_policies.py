"""Council policies: what five councils said, and clear words for what cannot be read."""

import tomllib
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from openiro.domain.clocks import Unit
from openiro.domain.oversight_policy import BetweenReviews
from openiro.domain.policy import change_dates, policy_on
from openiro.domain.policy_reader import UnableToReadPolicy
from openiro.domain.report_policy import ReportKind, ReportSection
from openiro.domain.review_sequence import TimelinessDate
from openiro.measures.catalogue import catalogue
from openiro.policies import load_policy, policy_file, policy_names

ON = date(2019, 3, 31)
DEFAULT: dict[str, Any] = tomllib.loads(policy_file("default").read_text(encoding="utf-8"))
OWN = """
council = "Somewhere"
la_code = "999"
ons_code = "E06000099"
region = "North East"
[[policy]]
from = 2018-04-01
"""


def written(tmp_path: Path, text: str, name: str = "own.toml") -> str:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("name", policy_names())
def test_every_policy_that_comes_with_the_software_can_be_read_on_any_day(name: str) -> None:
    for year in (1990, 2016, 2019, 2027):
        policy = load_policy(name, date(year, 4, 1))
        assert policy.council
        assert sum(stage.working_days for stage in policy.stages) <= 20
        assert policy.caseload.iro.low == 50
        for sections in policy.report.sections.values():
            assert len(set(sections)) == len(sections) > 0


def test_the_default_is_what_guidance_says() -> None:
    policy = load_policy("default", ON)
    assert (policy.caseload.iro.low, policy.caseload.iro.high) == (50, 70)
    assert policy.reviews.deemed_agreed
    assert policy.reviews.timeliness_date is TimelinessDate.FIRST_MEETING
    assert policy.target("reviews.on_time").value == 100
    assert policy.target("participation.reviews") is None
    assert policy.report.hide_up_to == 5
    assert policy.clock("before.reports").limit == 3


def test_what_the_councils_papers_say() -> None:
    assert load_policy("buckinghamshire", ON).oversight.in_depth_each_year == 4
    assert load_policy("central-bedfordshire", ON).oversight.between_reviews is BetweenReviews.BY_NEED
    assert load_policy("central-bedfordshire", ON).caseload.by_child
    assert [stage.answered_by for stage in load_policy("harrow", ON).stages] == [
        "team_manager",
        "head_of_service",
    ]
    assert len(load_policy("medway", ON).stages) == 4
    assert load_policy("nottingham", ON).words.concern == "cause for concern"
    assert load_policy("nottingham", ON).population_under_18[2016] == 65660


def test_a_change_holds_from_its_day_on() -> None:
    before, after = load_policy("medway", date(2020, 3, 31)), load_policy("medway", date(2020, 4, 1))
    assert before.target("participation.reviews").value == 90
    assert after.target("participation.reviews").value == 95
    assert after.target("reviews.on_time").value == 99
    assert (before.holds_from, after.holds_from) == (date(2018, 10, 1), date(2020, 4, 1))
    medway = tomllib.loads(policy_file("medway").read_text(encoding="utf-8"))
    assert change_dates(medway) == (date(2018, 10, 1), date(2020, 4, 1))


def test_before_a_council_has_said_anything_the_default_holds_under_its_name() -> None:
    policy = load_policy("medway", date(2017, 1, 1))
    assert policy.council == "Medway"
    assert policy.words == load_policy("default", ON).words


def test_a_councils_own_file_lies_anywhere_and_says_only_what_differs(tmp_path: Path) -> None:
    own = OWN + '[policy.clocks]\n"before.reports" = { limit = 5, unit = "days" }\n'
    policy = load_policy(written(tmp_path, own), ON)
    assert policy.council == "Somewhere"
    assert (policy.clock("before.reports").limit, policy.clock("before.reports").unit) == (5, Unit.DAYS)
    assert policy.clock("review.first").limit == 20
    assert ReportSection.TIMELINESS in policy.report.sections[ReportKind.ANNUAL]


def test_a_file_changed_on_disk_is_read_afresh(tmp_path: Path) -> None:
    path = written(tmp_path, OWN)
    assert load_policy(path, ON).council == "Somewhere"
    written(tmp_path, OWN.replace("Somewhere", "Elsewhere, further"))
    assert load_policy(path, ON).council == "Elsewhere, further"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[policy.caseload]\niro = { low = 80, high = 70 }", r"caseload\.iro\.low: 80 is more than high"),
        ("[policy.caseload]\niro = { low = 'many', high = 70 }", r"caseload\.iro\.low: 'many' .* whole number"),
        ("[policy.caseload]\nby_child = 1", r"caseload\.by_child: 1 cannot be read\. Give true or false"),
        ("[policy.reviews]\nsoon = true", r"reviews\.soon: True cannot be read"),
        ("[policy.reviews]\ntimeliness_date = 'any'", "Give one of first meeting, completion"),
        ("[policy.reviews]\nlate_approved_by = 'mayor'", r"late_approved_by: 'mayor' is not a role.*iro_manager"),
        ("[policy.words]\nchid = 'child'", r"words\.chid is not a setting\. Use one of: .*child"),
        ("[policy.report]\nsections = ['gossip']", "'gossip' is not a section"),
        ("[policy.report]\nsections = [1]", "a list of texts"),
        ("[policy.report]\nyoung_people_agree = ['leaflet']", "'leaflet' is no kind of paper"),
        ("[policy.targets]\n'reviews.on_time' = 120", r"targets\.reviews\.on_time: 120 is not a percentage"),
        ("[policy.targets]\n'reviews.on_time' = 'all'", "Give a number"),
        ("[policy.clocks]\n'review.first' = { limit = 30, unit = 'days' }", r"clocks\.review\.first: .* by law"),
        ("[policy.clocks]\n'tea' = { limit = 30, unit = 'days' }", r"clocks\.tea: There is no clock 'tea'"),
        ("[policy.population_under_18]\nlast = 3", r"population_under_18\.last: is not a year"),
        ("colour = 'red'", "colour is not a setting"),
        (
            "[policy.consultation]\nagenda = [{ id = 'hello', title = 'Welcome', child = 'Hello' }]",
            "consultation.agenda: give each point once, .* 'childs_topics' among them",
        ),
        (
            "[policy.consultation]\nagenda = [{ id = 'childs_topics', title = 'Theirs', child = '' }]",
            "for workers .title. and for the child",
        ),
        ("[policy.consultation]\nalso_expected = ['poem']", "'poem' is not in the list. Use any of: .*care_plan"),
        (
            "[[policy.stages]]\nname='1'\nanswered_by='director'\ntitle='x'\nworking_days=21",
            "take 21 working days together",
        ),
        ("[[policy.stages]]\nname='1'\nanswered_by='director'\ntitle='x'", r"stages\[1\]\.working_days: is missing"),
    ],
)
def test_what_cannot_be_read_is_named_with_what_to_put_there(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(UnableToReadPolicy, match=message) as refusal:
        load_policy(written(tmp_path, f"{OWN}{text}\n"), ON)
    assert str(refusal.value).startswith("own.toml: ")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("council = \n", "is not TOML: .* line 1"),
        ("council = 'x'", r"policy: is missing\. Write each part under \[\[policy\]\]"),
        ("[[policy]]\nfrom = 'April'", r"policy\[1\]\.from: give the day"),
        ("[[policy]]\nfrom = 2018-04-01T00:00:00", r"policy\[1\]\.from: give the day"),
        ("[[policy]]\nfrom = 2018-04-01", "council: is missing"),
        pytest.param("#" * 1_000_001, "larger than 1,000,000 bytes", id="too large"),
    ],
)
def test_a_file_that_is_no_policy_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(UnableToReadPolicy, match=message):
        load_policy(written(tmp_path, text), ON)


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "old.toml"
    path.write_bytes(b'council = "Ynys M\xf4n"')
    with pytest.raises(UnableToReadPolicy, match=r"old\.toml: is not text in UTF-8"):
        load_policy(str(path), ON)


def test_a_name_that_is_neither_policy_nor_file_is_refused() -> None:
    with pytest.raises(UnableToReadPolicy, match=r"no policy 'atlantis'.*harrow"):
        policy_file("atlantis")


def test_a_day_before_every_policy_is_refused() -> None:
    with pytest.raises(UnableToReadPolicy, match="No policy holds on 31/12/1989"):
        policy_on(DEFAULT, None, date(1989, 12, 31))


def test_reading_a_policy_leaves_its_tables_as_they_were() -> None:
    before = deepcopy(DEFAULT)
    policy_on(DEFAULT, tomllib.loads(OWN + "[policy.words]\nchild = 'young person'"), ON)
    assert before == DEFAULT


def test_school_holidays_are_known_by_default_and_a_council_puts_its_own_in_their_place(tmp_path: Path) -> None:
    day = date(2026, 10, 28)
    assert load_policy("default", day).scheduling.holiday_on(day).title == "Autumn half-term"  # type: ignore[union-attr]
    own = (
        OWN + '[policy.scheduling]\nschool_holidays = [{ title = "Wakes week", from = 2026-06-15, to = 2026-06-19 }]\n'
    )
    scheduling = load_policy(written(tmp_path, own), day).scheduling
    assert scheduling.holiday_on(day) is None
    assert [each.title for each in scheduling.holidays_between(date(2026, 6, 19), day)] == ["Wakes week"]


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ('school_holidays = [{ title = "A", from = 2026-06-19, to = 2026-06-15 }]', "lies before the first day"),
        ('school_holidays = [{ title = "A", from = "soon", to = 2026-06-15 }]', "a day, as in 2026-04-01"),
        ('late_told_to = "the boss"', "is not a role"),
        ("travel_minutes = -5", "a whole number from 0"),
        ('authority_reviews = "instead"', "one of beside, off"),
    ],
)
def test_a_setting_of_scheduling_that_cannot_be_read(tmp_path: Path, setting: str, said: str) -> None:
    with pytest.raises(UnableToReadPolicy, match=said):
        load_policy(written(tmp_path, f"{OWN}[policy.scheduling]\n{setting}\n"), ON)


def test_who_decides_about_lateness_and_cancelling_must_be_able_to(tmp_path: Path) -> None:
    for setting in ("late_approved_by", "cancelled_by"):
        with pytest.raises(UnableToReadPolicy, match="is not a role that may do this"):
            load_policy(written(tmp_path, f'{OWN}[policy.reviews]\n{setting} = "social_worker"\n'), ON)


def examples() -> list[str]:
    text = (Path(__file__).parents[3] / "docs/how-to/write-a-policy.md").read_text(encoding="utf-8")
    return [each.partition("```")[0] for each in text.split("```toml\n")[1:]]


def test_every_example_of_the_guide_can_be_read_and_changes_something(tmp_path: Path) -> None:
    usual = load_policy(written(tmp_path, OWN), ON)
    found = examples()
    assert len(found) == 7
    for number, example in enumerate(found):
        changed = example.replace("/srv/openiro/record.docx", "")
        assert load_policy(written(tmp_path, OWN + changed, f"{number}.toml"), ON) != usual, example


@pytest.mark.parametrize(
    ("council", "check"),
    [
        ("harrow", "plan_voice"),
        ("harrow", "eye_test"),
        ("harrow", "sexual_health"),
        ("harrow", "matching"),
        ("harrow", "placement_information"),
        ("central-bedfordshire", "smart_plan"),
        ("central-bedfordshire", "parents_informed"),
        ("central-bedfordshire", "parents_abroad"),
        ("central-bedfordshire", "consent"),
        ("buckinghamshire", "family_group_conference"),
        ("buckinghamshire", "iro_consulted"),
        ("central-bedfordshire", "iro_consulted"),
        ("nottingham", "exploitation_meeting"),
    ],
)
def test_a_council_adds_a_check_of_its_own_by_its_policy_alone(council: str, check: str) -> None:
    assert check in load_policy(council, ON).checks.checks
    assert check not in load_policy("default", ON).checks.checks


@pytest.mark.parametrize("name", ["default", "buckinghamshire", "harrow"])
def test_every_council_has_a_standard_agenda_with_a_place_for_the_childs_own_topics(name: str) -> None:
    agenda = load_policy(name, on=date(2026, 11, 27)).consultation.agenda
    assert [each.id for each in agenda].count("childs_topics") == 1
    revised = "What we are worried about" in [each.title for each in agenda]
    assert revised == (name == "buckinghamshire")


def test_harrow_asks_whether_visits_are_on_the_file_and_others_ask_whether_they_were_made() -> None:
    """Dispute resolution protocol: visits were made and not recorded on Mosaic."""
    on_file = {
        name: load_policy(name, date(2026, 4, 1)).checks.checks["visits"].has_file for name in ("harrow", "default")
    }
    assert on_file == {"harrow": True, "default": False}


def test_the_evidence_of_a_check_is_another_check(tmp_path: Path) -> None:
    setting = '[policy.checks.list.care_plan]\nevidence = ["tea_leaves"]\n'
    with pytest.raises(UnableToReadPolicy, match=r"care_plan\.evidence: 'tea_leaves' is not a check"):
        load_policy(written(tmp_path, OWN + setting), ON)


@pytest.mark.parametrize("name", policy_names())
def test_what_shows_a_promise_is_a_measure_that_there_is(name):
    known = {measure.id for measure in catalogue()}
    served = load_policy(name, ON).plans.served
    assert served
    assert {id for _, promise in served.values() for id in promise.measures} <= known


MEETING = '[policy.supervision.meetings]\npicnic = {{ title = "Picnic", each_year = 1, {} }}'
FRAME = '[policy.plans.frames.x]\ntitle = "X"\nsource = "Y"\npromises = [{0}, {0}]'


@pytest.mark.parametrize(
    ("more", "wrong"),
    [
        (MEETING.format('meant_for = "dogs"'), "meant_for"),
        (MEETING.format('invites = ["cabinet"]'), "invites"),
        (FRAME.format('{ id = "a", words = "A" }'), "same id"),
        ('[policy.supervision.groups]\nyoung = { title = "Young", from_age = 16, to_age = 11 }', "to_age"),
    ],
)
def test_a_meeting_or_a_promise_that_cannot_be_is_refused_by_name(tmp_path, more, wrong):
    path = tmp_path / "somewhere.toml"
    path.write_text(OWN + more, encoding="utf-8")
    with pytest.raises(UnableToReadPolicy, match=wrong):
        load_policy(str(path), ON)
