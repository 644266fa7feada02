"""All that is wrong is shown at once, above the page, each with the way to it."""

from django.template import engines

from openiro.govuk import forms


class Review(forms.Form):
    note = forms.TextField(label="Note")
    who = forms.RadiosField(label="Who chaired?", options=[("a", "A"), ("b", "B")])


def summary(*page_forms: forms.Form) -> str:
    source = '{% from "govuk/forms/error_summary.jinja" import error_summary %}{{ error_summary(page_forms) }}'
    return str(engines["jinja2"].from_string(source).render({"page_forms": page_forms}))


def test_every_fault_is_listed_in_the_order_of_the_page_and_its_link_exists() -> None:
    form = Review({})
    assert [(link.text, link.href) for link in form.error_links] == [
        ("Enter note", "#id_note"),
        ("Select an answer to 'Who chaired?'", "#id_who"),
    ]
    assert all(f'id="{link.href[1:]}"' in str(form) for link in form.error_links)


def test_the_refusal_of_an_action_stands_in_the_summary_escaped() -> None:
    form = Review({"note": "x", "who": "a"})
    assert form.is_valid()
    form.refuse(ValueError("This IRO is <already> the chair. Choose another."))
    html = summary(form)
    assert "There is a problem" in html
    assert "This IRO is &lt;already&gt; the chair. Choose another." in html


def test_several_forms_of_a_page_share_one_summary() -> None:
    html = summary(Review({}, prefix="first"), Review({}, prefix="second"))
    assert html.count("There is a problem") == 1
    assert 'href="#id_first-note"' in html
    assert 'href="#id_second-who"' in html


def test_nothing_wrong_shows_nothing() -> None:
    assert summary(Review()).strip() == ""
    assert summary(Review({"note": "x", "who": "a"})).strip() == ""
