"""What follows a review: its clocks, the answers of managers, what came of decisions."""

from openiro.measures.catalogue import keys
from openiro.measures.facts_of_completion import CLOCKS, MANAGER
from openiro.measures.measure import Measure

_COMPLETED = (
    "Reviews completed in the period (of a child looked after on the day held, not under V3 or V4) that met the "
    "clock, of those whose clock has ended: because it was met, early too, or because its last day is over. One that "
    "still runs at the last day is unknown."
)
_WORKING_DAYS = "Working days of England and Wales; the day of completion is day 0, the last day is in time."


def _clock(measure_id: str, title: str, words: str, name: str, source: str, needs: tuple[str, str] | None) -> Measure:
    shows = {"limit_on": f"{name}_limit_on", "done_on": f"{name}_done_on", "why": f"{name}_why"}
    return Measure(
        id=f"decisions.{measure_id}",
        title=title,
        unit="percent",
        definition=f"{words} {_COMPLETED}",
        source=source,
        facts="completed",
        numerator=f"{name}_met",
        denominator=f"{name}_ended",
        unknown=f"{name}_open",
        needs=frozenset({"decisions"}) if needs is None else frozenset(),
        needs_column=needs,
        shows=shows,
    )


def _from_completion(measure_id: str, title: str, words: str, name: str, source: str) -> Measure:
    column = next(clock.done for clock in CLOCKS if clock.name == name)
    return _clock(measure_id, title, f"{words} {_WORKING_DAYS}", name, source, ("reviews", column))


MEASURES: tuple[Measure, ...] = (
    _from_completion(
        "within_5_days",
        "Decisions sent within 5 working days",
        "Decisions sent out within 5 working days of the completion of the review.",
        "sent",
        "IRO Handbook, chapter 3",
    ),
    _clock(
        "manager_within_5_days",
        "Decisions answered by the manager within 5 working days",
        (
            "Every decision of the review answered by the manager within 5 working days of England and Wales of the "
            "day on which it was sent (day 0); one deemed agreed was not answered. A review of which no decision is "
            "recorded, or one is not sent yet, is unknown."
        ),
        MANAGER,
        "IRO Handbook, chapter 3",
        None,
    ),
    _from_completion(
        "record_within_15_days",
        "Records finished within 15 working days",
        "Record of the review finished within 15 working days of its completion.",
        "recorded",
        "Procedures that councils share, after the IRO Handbook, chapter 3",
    ),
    _from_completion(
        "distributed_within_20_days",
        "Records distributed within 20 working days",
        "Record sent to all who are entitled to it within 20 working days of the completion of the review.",
        "distributed",
        "Procedures that councils share, after the IRO Handbook, chapter 3",
    ),
    _from_completion(
        "care_plan_within_10_days",
        "Care plans updated within 10 working days",
        "Care plan updated by the social worker within 10 working days of the completion of the review.",
        "updated",
        "Procedures that councils share, after the IRO Handbook, chapter 3",
    ),
    Measure(
        id="decisions.agreed",
        title="Decisions agreed by managers",
        unit="percent",
        definition=(
            "Decisions of reviews that a manager agreed, of those answered or deemed agreed in the period; what was "
            "deemed agreed because nobody answered was agreed by no manager."
        ),
        source="IRO Handbook, chapter 3",
        facts="answers",
        numerator="agreed",
        denominator="answered",
        needs=frozenset({"decisions"}),
    ),
    Measure(
        id="decisions.by_answer",
        title="Decisions answered, by answer",
        unit="percent",
        definition=(
            "Decisions of reviews answered or deemed agreed in the period by the answer, of all of them: what was "
            "agreed by a manager, and what was deemed agreed because nobody answered."
        ),
        source="IRO Handbook, chapter 3",
        facts="answers",
        numerator="answered",
        denominator="answered",
        keys=(keys.ANSWER,),
        whole=True,
        needs=frozenset({"decisions"}),
    ),
    Measure(
        id="decisions.implemented",
        title="Decisions implemented by the next review",
        unit="percent",
        definition=(
            "Decisions of the review before found carried out by the review that judged them, of all decisions judged "
            "in the period; done in part, not done and overtaken by events do not count as carried out."
        ),
        source="Care Planning, Placement and Case Review (England) Regulations 2010, reg 36 and Schedule 7, para 1",
        facts="judgements",
        numerator="implemented",
        denominator="judged",
        needs=frozenset({"decisions"}),
    ),
)
