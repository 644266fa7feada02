"""The IRO before the review, advocates, statements of children's views, and the meetings chaired."""

from openiro.measures.catalogue import keys
from openiro.measures.measure import Measure

_ADVOCACY = "Children Act 1989, section 26A; IRO Handbook, advocacy"
_VIEWS = "Children Act 1989, section 22(4); IRO Handbook, the child's wishes and feelings"

MEASURES: tuple[Measure, ...] = (
    Measure(
        id="oversight.seen_before_review",
        title="Reviews before which the IRO saw the child",
        unit="percent",
        definition=(
            "Reviews held in the period where the IRO saw the child on or before the day and after the review before "
            "it in the care period (before the first: since care began), of all reviews held in the period; one of "
            "which no such day is recorded counts as not seen."
        ),
        source="Care Planning, Placement and Case Review (England) Regulations 2010, reg 36(1)(b); IRO Handbook",
        facts="taking_part",
        numerator="seen",
        denominator="held",
        needs_column=("reviews", "seen_before_on"),
    ),
    Measure(
        id="advocacy.reviews",
        title="Reviews supported by an advocate",
        unit="reviews",
        definition="Reviews held in the period at or for which an advocate supported the child.",
        source=_ADVOCACY,
        facts="taking_part",
        numerator="supported",
        needs_column=("reviews", "advocate"),
    ),
    Measure(
        id="advocacy.children",
        title="Children with an advocate",
        unit="children",
        definition="Children whom an advocate supported at one or more reviews held in the period, each once.",
        source=_ADVOCACY,
        facts="advocated",
        numerator="supported",
        needs_column=("reviews", "advocate"),
    ),
    Measure(
        id="advocacy.referrals_due",
        title="Reviews that found no advocate offered",
        unit="percent",
        definition=(
            "Reviews held in the period that found that no advocate was offered, or that the child does not know how "
            "to get one, so that a referral is due; of those at which this was answered yes or no."
        ),
        source=f"{_ADVOCACY}; Buckinghamshire, annual report 2016/17: weekly, whether a referral should be made",
        facts="advocacy_asked",
        numerator="due",
        denominator="asked",
        needs=frozenset({"checks"}),
    ),
    Measure(
        id="voice.statements",
        title="Statements of children's views",
        unit="statements",
        definition="Statements of views received in the period, by who or what they came through, and by topic.",
        source=_VIEWS,
        facts="statements",
        numerator="made",
        keys=(keys.SOURCE, keys.TOPIC),
        needs=frozenset({"statements"}),
    ),
    Measure(
        id="voice.forms_answered",
        title="Consultation forms answered",
        unit="percent",
        definition=(
            "Of those asked for their views before a review, by private link or on paper, on a day of the period: "
            "those whose form had come back by the last day."
        ),
        source=f"{_VIEWS}; Harrow, Corporate Parenting Strategy 2019-21: responses to consultation",
        facts="consultations",
        numerator="answered",
        denominator="asked",
        keys=(keys.RESPONDENT,),
        needs=frozenset({"consultations"}),
    ),
    Measure(
        id="voice.feedback",
        title="What people said of reviews and of those around the child",
        unit="percent",
        definition=(
            "Of the answers, in consultation forms sent in the period, to whether the child knows who the reviewing "
            "officer is, whether somebody was listened to at the last review, and whether the child gets on with the "
            "social worker and with those they live with: those that were yes, by question and by who answered."
        ),
        source="IRO Handbook, annual report: what children and their families say of the service",
        facts="feedback",
        numerator="yes",
        denominator="answered",
        keys=(keys.QUESTION, keys.RESPONDENT),
        needs=frozenset({"feedback"}),
    ),
    Measure(
        id="meetings.chaired",
        title="Meetings chaired by the service",
        unit="meetings",
        definition=(
            "Meetings chaired by the service in the period, by kind: looked-after reviews, a review held as several "
            "meetings once, on the day of its first; and child protection conferences, for each child."
        ),
        source="IRO Handbook, annual report",
        facts="chaired",
        numerator="held",
        keys=(keys.KIND,),
    ),
)
