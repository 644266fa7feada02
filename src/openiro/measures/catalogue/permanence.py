"""Steps to permanence, and what children left care for."""

from openiro.measures.catalogue import keys
from openiro.measures.measure import Measure

_NEEDS = frozenset({"permanence_steps"})
_HANDBOOK = "IRO Handbook, chapter 2: permanence is planned, and drift between its steps challenged"

MEASURES: tuple[Measure, ...] = (
    Measure(
        id="permanence.steps_taken",
        title="Steps to permanence taken",
        unit="steps",
        definition="Steps to permanence taken in the period, by step.",
        source=_HANDBOOK,
        facts="permanence_steps",
        numerator="taken",
        keys=(keys.STEP,),
        needs=_NEEDS,
    ),
    Measure(
        id="permanence.steps_in_time",
        title="Steps to permanence taken by the day planned",
        unit="percent",
        definition=(
            "Steps planned for a day of the period and taken by that day, of those planned for a day of the period "
            "and not given up by the last day. The day planned is the latest that was settled."
        ),
        source=_HANDBOOK,
        facts="permanence_steps",
        numerator="in_time",
        denominator="planned",
        needs=_NEEDS,
    ),
    Measure(
        id="permanence.steps_late",
        title="Steps to permanence past their day, by what delays them",
        unit="steps",
        definition="Steps whose planned day had passed at the last day, and which were neither taken nor given up.",
        source=_HANDBOOK,
        facts="permanence_steps",
        numerator="late",
        keys=(keys.DELAY,),
        needs=_NEEDS,
    ),
    Measure(
        id="permanence.outcomes",
        title="Children who ceased to be looked after, by where they went",
        unit="percent",
        definition=(
            "Children who ceased to be looked after in the period, by what the reason (REC) says of where they are to "
            "grow up, of all who ceased (see flow.ceased). Deaths, custody, moves to another authority and reasons not "
            "recorded stand under other."
        ),
        source="SSDA903 return, REC; Harrow, annual report 2017/18: permanency outcomes of leavers",
        facts="left_for",
        numerator="ceased",
        denominator="ceased",
        keys=(keys.ROUTE,),
        whole=True,
    ),
    Measure(
        id="permanence.with_parents",
        title="Children placed with their own parents under a care order",
        unit="percent",
        definition=(
            "Children looked after at the last day under an interim or full care order (C1, C2) and placed with own "
            "parents or others with parental responsibility (P1), of all looked after."
        ),
        source="Care Planning, Placement and Case Review (England) Regulations 2010, regs 15 to 20",
        facts="with_parents",
        numerator="with_parents",
        denominator="looked_after",
    ),
)
