"""A field that looks the same is drawn once; one that differs in anything is drawn for itself."""

from django.utils.safestring import mark_safe

from openiro.govuk import forms
from openiro.govuk.forms.parts import Component
from openiro.govuk.renderer import LONGEST_KEPT, _Described, _kept


class Note(forms.Form):
    note = forms.TextAreaField(label="Note", required=False)


def test_the_same_field_is_the_same():
    first = str(Note()["note"])
    hits = _kept.cache_info().hits
    assert str(Note()["note"]) == first
    assert _kept.cache_info().hits == hits + 1


def test_another_answer_is_another_field():
    assert "calm" in str(Note({"note": "calm"})["note"])
    assert "cross" in str(Note({"note": "cross"})["note"])
    assert "calm" not in str(Note({"note": "cross"})["note"])


def test_words_that_are_markup_are_not_taken_for_words_that_only_look_like_it():
    def described(text: str) -> _Described:
        return _Described(Component("textarea", {"name": "a", "id": "a", "label": {"text": text}}))

    assert described("<b>") == described("<b>")
    assert described("<b>") != described(mark_safe("<b>"))


def test_what_is_very_long_is_not_kept():
    words = "long " * LONGEST_KEPT
    before = _kept.cache_info().currsize
    assert words in str(Note({"note": words})["note"])
    assert _kept.cache_info().currsize == before
