"""A date in three boxes: read with good will, refused with the reason and the box."""

from datetime import date

import pytest

from openiro.govuk import forms
from openiro.govuk.forms.dates import DateParts, UnableToReadDate, month_number, read_date


class Held(forms.Form):
    held_on = forms.DateField(label="Date the review was held", not_future=True)


class Booked(forms.Form):
    booked_for = forms.DateField(label="Date of the review", not_past=True, required=False, latest=date(2027, 3, 31))


def held(day: str, month: str, year: str) -> Held:
    sent = {"held_on-day": day, "held_on-month": month, "held_on-year": year}
    return Held(sent, today=date(2026, 11, 21))


@pytest.mark.parametrize(
    ("day", "month", "year"),
    [
        ("9", "3", "2026"),
        ("09", "03", "2026"),
        ("9th", "Mar", "2026"),
        (" 9 ", "march", "2026"),
        ("9", "MARCH", "2026"),
    ],
)
def test_a_date_is_read_as_people_write_it(day: str, month: str, year: str) -> None:
    form = held(day, month, year)
    assert form.is_valid()
    assert form.cleaned_data["held_on"] == date(2026, 3, 9)


@pytest.mark.parametrize("whole", ["09/03/2026", "9 March 2026", "9.3.2026", "2026-03-09"])
def test_a_whole_date_pasted_into_the_first_box_is_read(whole: str) -> None:
    assert held(whole, "", "").is_valid()
    assert held(whole, "", "").fields["held_on"].clean(DateParts.from_text(whole)) == date(2026, 3, 9)


def test_a_whole_date_may_come_in_the_address_under_the_fields_own_name() -> None:
    form = Held({"held_on": "2026-03-09"}, today=date(2026, 11, 21))
    assert form.is_valid()
    assert form.cleaned_data["held_on"] == date(2026, 3, 9)


@pytest.mark.parametrize(
    ("boxes", "message", "wrong"),
    [
        (("31", "2", "2026"), "must be a real date: February 2026 has 28 days", ("day",)),
        (("0", "2", "2026"), "must be a real date", ("day",)),
        (("x", "2", "2026"), "must be a real date", ("day",)),
        (("1", "13", "2026"), "month must be 1 to 12", ("month",)),
        (("1", "ma", "2026"), "month must be 1 to 12", ("month",)),
        (("1", "2", "26"), "year must have 4 numbers", ("year",)),
        (("1", "2", "٢٠٢٦"), "year must have 4 numbers", ("year",)),
        (("1", "2", "0000"), "year must have 4 numbers", ("year",)),
        (("", "2", "2026"), "must include a day", ("day",)),
        (("1", "", ""), "must include a month and year", ("month", "year")),
    ],
)
def test_a_wrong_date_is_refused_with_its_reason_and_its_boxes(
    boxes: tuple[str, str, str], message: str, wrong: tuple[str, ...]
) -> None:
    with pytest.raises(UnableToReadDate) as refusal:
        read_date(DateParts(*boxes), "Date the review was held")
    assert message in refusal.value.message
    assert refusal.value.boxes == wrong


def test_the_error_links_to_the_box_that_is_wrong_and_only_that_box_is_marked() -> None:
    form = held("1", "13", "2026")
    assert [link.href for link in form.error_links] == ["#id_held_on-month"]
    html = str(form["held_on"])
    assert html.count("govuk-input--error") == 1
    assert 'id="id_held_on-month"' in html
    assert 'value="13"' in html, "what was typed is kept"


def test_no_date_at_all_asks_for_it() -> None:
    assert held("", "", "").errors["held_on"] == ["Enter date the review was held"]


def test_a_leap_day_is_a_date() -> None:
    assert held("29", "2", "2024").is_valid()


def test_a_date_that_may_not_lie_in_the_future_is_held_against_today() -> None:
    assert held("21", "11", "2026").is_valid()
    assert held("22", "11", "2026").errors["held_on"] == ["Date the review was held must be today or in the past"]


def test_a_date_that_may_not_lie_in_the_past_or_beyond_its_limit() -> None:
    def booked(text: str) -> Booked:
        return Booked({"booked_for": text}, today=date(2026, 11, 21))

    assert booked("2026-11-21").is_valid()
    assert booked("2026-11-20").errors["booked_for"] == ["Date of the review must be today or in the future"]
    assert booked("2027-03-31").is_valid()
    assert booked("2027-04-01").errors["booked_for"] == ["Date of the review must be on or before 31 March 2027"]
    assert booked("").is_valid()


def test_a_form_that_needs_the_day_and_is_not_given_it_says_so() -> None:
    from django.core.exceptions import ImproperlyConfigured

    with pytest.raises(ImproperlyConfigured, match="held_on"):
        Held({"held_on": "2026-03-09"}).is_valid()


def test_a_known_date_stands_in_its_boxes() -> None:
    html = str(Held(initial={"held_on": date(2026, 3, 9)})["held_on"])
    assert all(f'value="{part}"' in html for part in ("9", "3", "2026"))


def test_months_that_begin_alike_are_told_apart() -> None:
    assert month_number("jun") == 6
    assert month_number("july") == 7
    assert month_number("ju") is None
