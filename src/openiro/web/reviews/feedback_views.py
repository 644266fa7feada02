"""What children, parents and carers say of reviews and of their reviewing officer."""

from collections.abc import Sequence

from django.http import HttpResponseBase
from django.shortcuts import render

from openiro.domain.codes import meaning_of
from openiro.domain.consultation import FEEDBACK_RESPONDENTS
from openiro.domain.months import add_months
from openiro.domain.permissions import Permission
from openiro.domain.shares import percent_in_words
from openiro.govuk import forms
from openiro.govuk.dates import long_date
from openiro.reporting.words import category_in_words
from openiro.voice.queries import FeedbackCount, FeedbackWords, feedback
from openiro.web.shell.access import page
from openiro.web.shell.kept import kept
from openiro.web.shell.listing import Pager
from openiro.web.shell.request import Request
from openiro.web.shell.tables import Cell, Column, Table

ROWS, MONTHS = 25, 12
QUOTED = {True: "may be quoted without a name", False: "must not be quoted", None: "nobody asked whether to quote it"}


class WhoForm(forms.Form):
    """Whose feedback is shown."""

    marks_optional = False

    who = forms.SelectField(
        label="Who said it",
        blank="Everybody",
        required=False,
        options=[(each, meaning_of("RESPONDENT", each)) for each in FEEDBACK_RESPONDENTS],
    )


@page(Permission.RECORD_VIEWS)
def feedback_page(request: Request) -> HttpResponseBase:
    """How the questions about reviews were answered in the last 12 months, and what was written, without names."""
    asked = request.GET.get("who", "")
    who = asked if asked in FEEDBACK_RESPONDENTS else ""
    from_on = add_months(request.today, -MONTHS)
    found = kept(
        request, "feedback", lambda: feedback(request.user, on=request.today, from_on=from_on, respondent=who), who
    )
    pager = Pager(request.GET, len(found.words), ROWS)
    given = {
        "form": WhoForm({"who": who}),
        "from_on": from_on,
        "counts": _counts_table(found.counts),
        "words": [_said(each) for each in found.words[pager.start : pager.stop]],
        "pager": pager,
    }
    return render(request, "reviews/feedback.jinja", given)


def _counts_table(counts: Sequence[FeedbackCount]) -> Table:
    return Table(
        caption="How the questions were answered",
        caption_hidden=True,
        columns=(Column("Question"), Column("Who"), Column("Yes"), Column("Answers", numeric=True)),
        rows=[
            (
                category_in_words("question", each.question),
                meaning_of("RESPONDENT", each.respondent),
                Cell(percent_in_words(each.answers["yes"], each.total), hint=_others(each)),
                f"{each.total:,}",
            )
            for each in counts
        ],
        empty="Nobody has answered these questions yet.",
    )


def _others(each: FeedbackCount) -> str:
    """What was answered other than yes."""
    told = {"partly": "in part", "no": "no"}
    return ", ".join(f"{each.answers[code]:,} {words}" for code, words in told.items() if each.answers[code])


def _said(each: FeedbackWords) -> dict[str, str]:
    about = [meaning_of("RESPONDENT", each.respondent), long_date(each.said_on)]
    about += [QUOTED[each.may_be_quoted]] if each.respondent == "child" else []
    return {"words": each.words, "about": ", ".join(about)}
