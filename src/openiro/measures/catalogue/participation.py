"""Children's part in their reviews."""

from openiro.measures.catalogue import keys
from openiro.measures.measure import Measure

_SOURCE = "SSDA903 return, REVIEW_CODE; IRO Handbook, the child's participation"
_AGED = (
    "Reviews held in the period of children aged 4 or over that day. Those with no code of PN1 to PN7 count as unknown."
)
_PARTICIPATED = "PN1, PN2, PN3, PN5 or PN6"

MEASURES: tuple[Measure, ...] = (
    Measure(
        id="participation.reviews",
        title="Reviews in which the child participated",
        unit="percent",
        definition=f"Reviews coded {_PARTICIPATED}, of those coded PN1 to PN7. {_AGED}",
        source=_SOURCE,
        facts="reviews",
        numerator="participated",
        denominator="coded",
        unknown="uncoded",
    ),
    Measure(
        id="participation.by_age",
        title="Reviews in which the child participated, by age",
        unit="percent",
        definition=f"The same for each age at the review. {_AGED}",
        source=_SOURCE,
        facts="reviews",
        numerator="participated",
        denominator="coded",
        unknown="uncoded",
        keys=(keys.PARTICIPATION_AGE,),
    ),
    Measure(
        id="participation.by_code",
        title="Reviews by participation code",
        unit="percent",
        definition="Reviews held in the period by participation code, of all held; children of every age.",
        source=_SOURCE,
        facts="reviews",
        numerator="held",
        denominator="held",
        keys=(keys.CODE,),
        whole=True,
    ),
    Measure(
        id="participation.by_age_and_code",
        title="How children took part in their reviews, by age",
        unit="reviews",
        definition=f"Reviews coded PN1 to PN7, for each age at the review and each code. {_AGED}",
        source=_SOURCE,
        facts="reviews",
        numerator="coded",
        keys=(keys.PARTICIPATION_AGE, keys.CODED),
    ),
    Measure(
        id="participation.by_age_and_app",
        title="Reviews in which the child participated, with and without an app",
        unit="percent",
        definition=(
            f"Reviews coded {_PARTICIPATED}, of those coded PN1 to PN7, for each age at the review: those before which "
            "a statement of the child's views came through an app or website after the review before it (without one, "
            f"since care began), and the others. {_AGED}"
        ),
        source=f"{_SOURCE}; Buckinghamshire, annual report 2016/17: the impact of the app is assessed",
        facts="reviews_with_statements",
        numerator="participated",
        denominator="coded",
        unknown="uncoded",
        keys=(keys.PARTICIPATION_AGE, keys.APP),
        needs=frozenset({"statements"}),
    ),
    Measure(
        id="participation.by_mode",
        title="Reviews in which the child participated, by mode of meeting",
        unit="percent",
        definition=f"Reviews coded {_PARTICIPATED}, of those coded PN1 to PN7, by how people met. {_AGED}",
        source=f"{_SOURCE}; Buckinghamshire and Central Bedfordshire: what reviews by video do to participation",
        facts="reviews",
        numerator="participated",
        denominator="coded",
        unknown="uncoded",
        keys=(keys.MODE,),
        needs_column=("reviews", "mode"),
    ),
    Measure(
        id="participation.attended",
        title="Reviews that the child attended",
        unit="percent",
        definition=f"Reviews coded PN1 to PN4, of those coded PN1 to PN7. {_AGED}",
        source=_SOURCE,
        facts="reviews",
        numerator="attended",
        denominator="coded",
        unknown="uncoded",
    ),
    Measure(
        id="participation.not_by_reason",
        title="Reviews in which the child took no part, by reason",
        unit="percent",
        definition=(
            "Reviews held in the period of children aged 4 or over that day coded PN4 or PN7, by the reason recorded, "
            "of all reviews coded so."
        ),
        source="IRO Handbook, the child's participation",
        facts="reviews",
        numerator="silent",
        denominator="silent",
        keys=(keys.REASON_SILENT,),
        whole=True,
        needs_column=("reviews", "no_part_reason"),
    ),
    Measure(
        id="participation.latest",
        title="Children who participated in their latest review",
        unit="percent",
        definition=(
            "Children of the cohort of reviews.children_all_on_time aged 4 or over at the last day whose latest "
            f"review in the period is coded {_PARTICIPATED}, of those with one coded PN1 to PN7; with another code "
            "or none they count as unknown."
        ),
        source=_SOURCE,
        facts="timetables",
        numerator="latest_participated",
        denominator="latest_coded",
        unknown="latest_uncoded",
    ),
    Measure(
        id="participation.chaired",
        title="Reviews chaired by the child",
        unit="percent",
        definition=(
            "Reviews held in the period that the child chaired, wholly or in part, of all reviews held in the period "
            "of children aged 4 or over that day; one of which nobody has said it counts as not chaired."
        ),
        source="IRO Handbook, the child's participation",
        facts="taking_part",
        numerator="chaired",
        denominator="four",
        needs_column=("reviews", "child_chaired"),
    ),
)
