"""Parents' part in reviews."""

from openiro.measures.catalogue import keys
from openiro.measures.measure import Measure

_SOURCE = "Children Act 1989, section 22(4); IRO Handbook, consultation of parents"


def _of_reviews(measure_id: str, title: str, words: str, column: str) -> Measure:
    return Measure(
        id=f"parents.{measure_id}",
        title=title,
        unit="percent",
        definition=f"Reviews held in the period {words}, of all reviews held in the period.",
        source=_SOURCE,
        facts="parents",
        numerator=column,
        denominator="held",
        needs=frozenset({"parents"}),
    )


MEASURES: tuple[Measure, ...] = (
    _of_reviews("either", "Reviews with the views of a parent", "with the views of mother or father", "views_given"),
    _of_reviews("attended", "Reviews that a parent attended", "that mother or father attended", "there"),
    _of_reviews("mother", "Reviews with the mother's views", "with the mother's views", "mother"),
    _of_reviews("father", "Reviews with the father's views", "with the father's views", "father"),
    Measure(
        id="parents.not_obtained",
        title="Reviews without a parent's views, by reason",
        unit="percent",
        definition=(
            "Reviews held in the period without the views of the parent, by the reason recorded, of all reviews held; "
            "a parent of whom nothing is recorded counts as not recorded."
        ),
        source=_SOURCE,
        facts="parents_missing",
        numerator="missing",
        denominator="one_parent",
        keys=(keys.PARENT, keys.REASON_MISSING),
        whole=True,
        needs=frozenset({"parents"}),
    ),
)
