"""Forms of audits."""

from collections.abc import Iterable, Sequence
from typing import Any

from openiro.audits.queries import AuditPage, Rule
from openiro.domain.audit_samples import GREATEST_SEED
from openiro.domain.audits import Answer
from openiro.domain.audits_policy import AnswerKind, Choice, Question
from openiro.domain.codes import CODE_SETS
from openiro.govuk import forms

LONGEST, SHORT, MOST = 4000, 120, 200
STANDING = {"open": "To be done", "done": "Done", "all": "All"}
PERIODS = {"year": "This year, from 1 April", "last": "The year before", "all": "All time"}
MET = [(each.code, each.meaning) for each in CODE_SETS["AUDIT_MET"]]
RULES = [(each.code, each.meaning) for each in CODE_SETS["AUDIT_RULE"] if each.code != "alone"]
Pairs = Sequence[tuple[str, str]]


class ListForm(forms.Form):
    """What narrows the list of audits."""

    marks_optional = False
    standing = forms.SelectField(label="Standing", required=False, blank="", options=STANDING.items())
    kind = forms.SelectField(label="Kind", required=False, blank="Any", options=())

    def __init__(self, *args: Any, kinds: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_options(self, "kind", kinds)


class ResultsForm(forms.Form):
    """The kind and the period of which results are shown."""

    marks_optional = False
    kind = forms.SelectField(label="Kind", required=False, blank="", options=())
    period = forms.SelectField(label="Period", required=False, blank="", options=PERIODS.items())

    def __init__(self, *args: Any, kinds: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_options(self, "kind", kinds)


class DrawForm(forms.Form):
    """Which kind, by which rule, how many."""

    kind = forms.RadiosField(label="What kind of audit?", options=(), missing="Choose the kind of audit")
    rule = forms.RadiosField(
        label="How is the sample drawn?",
        options=RULES,
        missing="Choose how the sample is drawn",
        small=True,
    )
    team = forms.SelectField(label="Team", options=(), only_if=forms.When("rule", "team"), missing="Choose the team")
    officer = forms.SelectField(
        label="Reviewing officer", options=(), only_if=forms.When("rule", "officer"), missing="Choose the officer"
    )
    moves = forms.NumberField(
        label="More than how many moves?", only_if=forms.When("rule", "moves"), min_value=0, max_value=50, width=3
    )
    named = forms.TextAreaField(
        label="The children's numbers",
        hint="One a line, or with commas between.",
        only_if=forms.When("rule", "named"),
        missing="Give the children's numbers",
        max_length=MOST,
        rows=4,
    )
    size = forms.NumberField(label="How many?", called="How many", min_value=1, max_value=MOST, width=3)
    due_on = forms.DateField(label="By when?", called="The day", required=False, not_past=True)
    seed = forms.NumberField(
        label="Seed",
        hint="Only to draw an earlier sample again. Left empty, one is made and kept.",
        required=False,
        min_value=0,
        max_value=GREATEST_SEED,
        width=5,
    )

    def __init__(self, *args: Any, kinds: Pairs, teams: Pairs, officers: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, options in (("kind", kinds), ("team", teams), ("officer", officers)):
            set_options(self, name, options)

    @property
    def rule_given(self) -> Rule:
        """The rule with its value."""
        given = self.cleaned_data
        value = given.get(given["rule"])
        return Rule(given["rule"], "" if value is None else str(value))


class BeginForm(forms.Form):
    """Which kind an officer begins."""

    kind = forms.RadiosField(label="What kind of audit?", options=(), missing="Choose the kind of audit")

    def __init__(self, *args: Any, kinds: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_options(self, "kind", kinds)


class AuditForm(forms.Form):
    """The questions of an audit; everything may be left open until it is submitted."""

    marks_optional = False

    def __init__(self, *args: Any, page: AuditPage, grades: Iterable[Choice], **kwargs: Any) -> None:
        self.questions = page.questions
        choices = [(each.id, each.title) for each in grades]
        super().__init__(*args, **kwargs)
        for place, question in enumerate(page.questions, start=1):
            fact = page.facts.get(question.id)
            self._ask(place, question, f"From the records: {fact.text}." if fact else "", choices)
        self.fields["grade"] = forms.RadiosField(
            label="Overall grade", options=choices, required=False, small=True, called="the grade"
        )
        self.fields["feedback"] = forms.TextAreaField(
            label="What went well, and what to do better", required=False, max_length=LONGEST, rows=4
        )

    def _ask(self, place: int, question: Question, hint: str, grades: Pairs) -> None:
        label = f"{place}. {question.text}"
        if question.answer is AnswerKind.WORDS:
            self.fields[f"words_{question.id}"] = forms.TextAreaField(
                label=label, hint=hint, required=False, max_length=LONGEST, rows=4
            )
            return
        self.fields[f"answer_{question.id}"] = forms.RadiosField(
            label=label,
            hint=hint,
            options=MET if question.answer is AnswerKind.MET else grades,
            required=False,
            small=True,
            inline=True,
        )
        self.fields[f"words_{question.id}"] = forms.TextAreaField(
            label=f"What you found, question {place}", required=False, max_length=LONGEST, rows=2
        )

    @property
    def answers(self) -> dict[str, Answer]:
        """What was answered, by question."""
        given = self.cleaned_data
        return {
            each.id: Answer(given.get(f"answer_{each.id}") or "", given.get(f"words_{each.id}") or "")
            for each in self.questions
        }


class FindingForm(forms.Form):
    """What is to be done, by whom and by when."""

    theme = forms.SelectField(label="What is it about?", options=(), missing="Choose what it is about")
    text = forms.TextAreaField(
        label="What is to be done?", missing="Say what is to be done", max_length=LONGEST, rows=4
    )
    owner = forms.SelectField(label="Who is to do it?", options=(), missing="Choose who is to do it")
    agency = forms.TextField(
        label="Which agency acts?", hint="Where it is not children's social care.", required=False, max_length=SHORT
    )
    due_on = forms.DateField(label="By when?", called="The day", required=False, not_past=True)
    for_learning = forms.CheckboxField(label="Take it to the next learning day", required=False)

    def __init__(self, *args: Any, themes: Pairs, owners: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_options(self, "theme", themes)
        set_options(self, "owner", owners)


class ToldForm(forms.Form):
    """When the feedback was given."""

    told_on = forms.DateField(label="On which day was it talked about?", called="The day", not_future=True)


class WordsForm(forms.Form):
    """What was done, or what is missing."""

    words = forms.TextAreaField(label="What was done?", missing="Say what was done", max_length=LONGEST, rows=5)


class ReturnForm(forms.Form):
    """Why the answer does not settle it."""

    words = forms.TextAreaField(
        label="What is still missing?", missing="Say what is still missing", max_length=LONGEST, rows=5
    )


def set_options(form: Any, name: str, options: Iterable[tuple[str, str]]) -> None:
    """Other options for one field."""
    form.fields[name].set_options(list(options))
