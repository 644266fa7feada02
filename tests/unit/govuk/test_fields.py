"""Fields own their markup and their words."""

from datetime import time

import pytest
from django import forms as django_forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from openiro.govuk import forms


class Everything(forms.Form):
    name = forms.TextField(label="Name of the carer", hint="As it stands on the file", width=20)
    note = forms.TextAreaField(label="Note", max_words=3)
    minutes = forms.NumberField(
        label="How long did it take?", called="The length", suffix="minutes", min_value=1, max_value=600
    )
    fte = forms.DecimalField(label="FTE", required=False)
    email = forms.EmailField(label="Email address")
    starts = forms.TimeField(label="Start")
    password = forms.PasswordField(label="Password")
    lives = forms.RadiosField(
        label="Lives with",
        options=[forms.Option("carer", "A carer", "Foster or kinship"), forms.Divider(), ("x", "Other")],
    )
    present = forms.CheckboxesField(
        label="Who came?", options=[("m", "Mother"), ("f", "Father"), forms.Option("n", "Nobody", exclusive=True)]
    )
    officer = forms.SelectField(label="Officer", options=[("1", "One"), ("2", "Two")], coerce=int)
    agreed = forms.CheckboxField(label="Agreed with the child", required=True)
    row = forms.HiddenField(required=False)


GOOD = {
    "name": "Sam", "note": "one two three", "minutes": "45", "fte": "0.6", "email": "a@example.gov.uk",
    "starts": "2:30pm",
    "password": "a b ", "lives": "x", "present": ["m", "f"], "officer": "2", "agreed": "on", "row": "7",
}  # fmt: skip


def sent(**changes: object) -> Everything:
    values = {**GOOD, **changes}
    return Everything(MultiValueDict({k: v if isinstance(v, list) else [v] for k, v in values.items()}))


def test_answers_become_values() -> None:
    form = sent()
    assert form.is_valid(), form.errors
    cleaned = form.cleaned_data
    assert cleaned["minutes"] == 45
    assert str(cleaned["fte"]) == "0.6"
    assert cleaned["starts"] == time(14, 30)
    assert cleaned["present"] == ["m", "f"]
    assert cleaned["officer"] == 2
    assert cleaned["agreed"] is True
    assert cleaned["password"] == "a b ", "a password's blanks are its own"


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"name": ""}, "name", "Enter name of the carer"),
        ({"name": "x" * 201}, "name", "Name of the carer must be 200 characters or fewer"),
        ({"note": "one two three four"}, "note", "Note must be 3 words or fewer"),
        ({"minutes": "an hour"}, "minutes", "The length must be a whole number, such as 12"),
        ({"minutes": "0"}, "minutes", "The length must be 1 or more"),
        ({"minutes": "601"}, "minutes", "The length must be 600 or fewer"),
        ({"fte": "part"}, "fte", "FTE must be a number, such as 0.6"),
        ({"email": "sam"}, "email", "Email address must look like name@example.gov.uk"),
        ({"starts": "half past"}, "starts", "Start must be a time, such as 9:30am or 14:30"),
        ({"lives": ""}, "lives", "Select lives with"),
        ({"lives": "moon"}, "lives", "Select lives with"),
        ({"present": []}, "present", "Select an answer to 'Who came?'"),
        ({"present": ["m", "n"]}, "present", "Select an answer to 'Who came?'"),
        ({"officer": "9"}, "officer", "Select officer"),
        ({"agreed": ""}, "agreed", "Tick the box 'Agreed with the child' to go on"),
    ],
)
def test_what_is_wrong_is_said_in_plain_words(changes: dict, field: str, message: str) -> None:
    form = sent(**changes)
    assert form.errors == {field: [message]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [("9am", time(9)), ("9.15", time(9, 15)), ("0915", time(9, 15)), ("12am", time(0)), ("12pm", time(12)),
     ("23:59", time(23, 59)), ("midday", time(12)), ("2.30 PM", time(14, 30))],
)  # fmt: skip
def test_times_are_read_as_people_write_them(text: str, expected: time) -> None:
    assert sent(starts=text).fields["starts"].clean(text) == expected


@pytest.mark.parametrize("text", ["24:00", "13pm", "9:60", "0pm"])
def test_times_that_are_none_are_refused(text: str) -> None:
    assert "starts" in sent(starts=text).errors


def test_each_control_has_a_label_and_its_error_is_tied_to_it() -> None:
    html = str(Everything({}))
    for name in ("name", "note", "minutes", "email", "starts", "password", "officer"):
        assert f'for="id_{name}"' in html
        assert f'id="id_{name}-error"' in html
    assert html.count("<legend") == 2
    assert "required" not in html.replace("aria-required", ""), "the browser's own bubbles are not used"


def test_what_may_be_left_out_is_marked_and_filters_do_not_mark() -> None:
    class Filter(Everything):
        marks_optional = False

    assert "FTE (optional)" in str(Everything())
    assert "FTE (optional)" not in str(Filter())


def test_what_people_type_is_escaped() -> None:
    evil = '<script>alert("x")</script>'
    html = str(sent(name=evil, note=evil, row=evil, starts=evil))
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_a_text_box_under_an_answer_keeps_its_lines_as_typed() -> None:
    class Late(forms.Form):
        in_time = forms.YesNoField(label="Was it in time?")
        reason = forms.TextAreaField(label="Why?", only_if=forms.When("in_time", False))

    html = str(Late({"in_time": "False", "reason": "first line\nsecond line"}))
    assert "first line&#10;second line" in html


def test_several_files_are_taken_and_an_empty_one_refused() -> None:
    class Upload(forms.Form):
        files = forms.FilesField(label="Files of the return", accept=".csv")

    def upload(*contents: bytes) -> Upload:
        files = [SimpleUploadedFile(f"{n}.csv", content) for n, content in enumerate(contents)]
        return Upload({}, MultiValueDict({"files": files}))

    assert len(upload(b"a", b"b").files.getlist("files")) == 2
    form = upload(b"a", b"b")
    assert form.is_valid()
    assert [file.name for file in form.cleaned_data["files"]] == ["0.csv", "1.csv"]
    assert upload(b"a", b"").errors["files"] == ["The selected file is empty"]
    assert upload().errors["files"] == ["Select one or more files"]
    assert "multiple" in str(upload()["files"])


def test_options_may_come_from_the_records_for_one_form_only() -> None:
    first, second = Everything(), Everything()
    first.fields["officer"].set_options([("8", "Eight")])
    assert "Eight" in str(first["officer"])
    assert "Eight" not in str(second["officer"])


def test_fields_of_other_libraries_are_drawn_by_the_same_macros() -> None:
    class SignIn(django_forms.Form):
        login = django_forms.EmailField(widget=django_forms.EmailInput(attrs={"autocomplete": "email"}))
        password = django_forms.CharField(widget=django_forms.PasswordInput)
        remember = django_forms.BooleanField(required=False)
        method = django_forms.ChoiceField(choices=[("a", "App"), ("k", "Key")], widget=django_forms.RadioSelect)
        device = django_forms.ChoiceField(choices=[("1", "Phone")])
        note = django_forms.CharField(widget=django_forms.Textarea)
        token = django_forms.CharField(widget=django_forms.HiddenInput)

    html = str(SignIn({"login": "x", "device": "1"}))
    for expected in (
        'class="govuk-input govuk-input--error" id="id_login"',
        'autocomplete="email"',
        "govuk-password-input",
        'class="govuk-checkboxes__input" id="id_remember"',
        'class="govuk-radios__input" id="id_method"',
        'value="1" selected',
        "govuk-textarea",
        '<input type="hidden" name="token"',
    ):
        assert expected in html
