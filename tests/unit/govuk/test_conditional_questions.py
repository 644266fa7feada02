"""A question that hangs from another answer is declared once, asked there, and dropped where it does not apply."""

from openiro.govuk import forms


class Late(forms.Form):
    in_time = forms.YesNoField(label="Was it in time?")
    reason = forms.RadiosField(
        label="Why was it late?", options=[("ill", "Illness"), ("other", "Other")], only_if=forms.When("in_time", False)
    )
    other = forms.TextField(label="What else?", only_if=forms.When("reason", "other"))
    came = forms.CheckboxesField(label="Who came?", options=[("m", "Mother"), ("c", "Carer")], required=False)
    carer = forms.TextField(label="Name of the carer", only_if=forms.When("came", "c"))
    mode = forms.SelectField(label="How?", options=[("room", "In a room"), ("call", "By call"), ("mixed", "Both")])
    link = forms.TextField(label="Link", only_if=forms.When("mode", "call", "mixed"))


def late(**answers: object) -> Late:
    return Late({"in_time": "True", "mode": "room", **answers})


def test_a_question_that_was_asked_must_be_answered() -> None:
    assert late(in_time="False").errors == {"reason": ["Select an answer to 'Why was it late?'"]}


def test_a_question_that_was_not_asked_is_not_missed_and_its_answer_is_dropped() -> None:
    form = late(reason="ill", other="left over", carer="left over", link="left over")
    assert form.is_valid()
    assert form.cleaned_data["reason"] is None
    assert form.cleaned_data["other"] == form.cleaned_data["carer"] == form.cleaned_data["link"] == ""


def test_a_wrong_answer_to_a_question_that_was_not_asked_is_no_fault() -> None:
    assert late(reason="moon").is_valid()


def test_a_chain_of_questions_falls_together() -> None:
    assert late(in_time="False", reason="other").errors == {"other": ["Answer the question 'What else?'"]}
    assert late(in_time="True", reason="other").is_valid()


def test_one_of_several_ticks_or_answers_is_enough() -> None:
    from django.utils.datastructures import MultiValueDict

    form = Late(MultiValueDict({"in_time": ["True"], "mode": ["mixed"], "came": ["m", "c"]}))
    assert set(form.errors) == {"carer", "link"}


def test_it_stands_under_its_answer_and_once_only() -> None:
    html = str(Late())
    assert html.count('name="reason"') == 2, "two options, drawn once"
    assert html.index('id="conditional-id_in_time-2"') < html.index('id="id_reason"') < html.index('id="id_other"')
    assert html.count('id="id_link"') == 1, "after a choice from a list it stands on its own"


def test_no_script_is_needed_and_no_radio_button_claims_to_expand() -> None:
    html = str(Late())
    assert "aria-controls" not in html
    assert 'data-opens="conditional-id_in_time-2"' in html
    assert "govuk-radios--inline" not in str(Late()["in_time"]), "answers that bring questions stand below each other"
