"""Facts of the children in care at a day."""

import narwhals as nw

from openiro.domain.codes import ETHNIC_GROUPS
from openiro.measures.care import Care, stretch_at
from openiro.measures.engine import Frame
from openiro.measures.expressions import NOT_RECORDED, age_on, flag, in_bands
from openiro.measures.period import Period

AGE_BANDS = (("<1", 0), ("1-4", 1), ("5-9", 5), ("10-15", 10), ("16-17", 16), ("18+", 18))

# Orders that a court makes: care, freeing, placement, emergency protection, child assessment, remand and youth
# rehabilitation orders. Section 20 (V2), police protection (L1) and detention under PACE (J2) need no court.
FORMAL_ORDERS = ("C1", "C2", "D1", "E1", "J1", "J3", "L2", "L3")

_CODES = ("legal_status", "placement", "provider", "need", "ethnicity")

CHILDS_DISABILITY = "N2"


def ethnic_group() -> nw.Expr:
    """The group of the ethnic code; Unknown for refused, not obtained, blank and anything else."""
    group = nw.lit("Unknown")
    for name, codes in ETHNIC_GROUPS.items():
        group = nw.when(nw.col("ethnicity").is_in(list(codes))).then(nw.lit(name)).otherwise(group)
    return group


def children_in_care(care: Care, children: Frame, uasc: Frame, period: Period) -> Frame:
    """One row for each child in care at the last day of the period, with the codes of the episode that holds.

    `looked_after` is 1 unless the episode is under V3 or V4 (`short_break`). `disabled_children`: recorded as disabled
    or, where nobody recorded it, in need because of a disability (N2). UASC: in the file, with DUC blank or after the
    last day.
    """
    seeking = uasc.filter(nw.col("ended_on").is_null() | (nw.col("ended_on") > nw.lit(period.to_on)))
    seeking = seeking.select("child", is_uasc=nw.lit(1)).unique()
    at = stretch_at(care.stretches, period.to_on).select(
        "child", "period_on", "from_on", "legal_status", "placement", "provider", "need", "is_short", "in_adoption"
    )
    people = children.with_columns(age=age_on("born_on", period.to_on))
    joined = at.join(people, on="child").join(seeking, on="child", how="left")
    other = nw.col("is_short") == 0
    needs_for_disability = (nw.col("need") == CHILDS_DISABILITY).fill_null(False)
    return joined.with_columns(
        on=nw.lit(period.to_on),
        ethnic_group=ethnic_group(),
        age_band=in_bands("age", AGE_BANDS),
        looked_after=flag(other),
        short_break=flag(nw.col("is_short") == 1),
        uasc=flag(other & (nw.col("is_uasc") == 1)),
        disabled_children=flag(other & (nw.col("disabled") | (nw.col("disabled").is_null() & needs_for_disability))),
        formal_order=flag(other & nw.col("legal_status").is_in(list(FORMAL_ORDERS))),
        why=nw.lit("in care at the last day of the period"),
    ).with_columns(*(nw.col(code).fill_null(NOT_RECORDED) for code in _CODES), nw.col("sex").fill_null("U"))


def month_ends(care: Care, period: Period) -> Frame:
    """One row for each month end that lies in the period and each child looked after at it, as `on`."""
    days = period.month_ends or (period.to_on,)
    rows = [
        stretch_at(care.stretches, day)
        .filter(nw.col("is_short") == 0)
        .select(
            "child",
            "legal_status",
            "placement",
            on=nw.lit(day),
            month=nw.lit(f"{day:%Y-%m}"),
            looked_after=nw.lit(1 if period.month_ends else 0),
            why=nw.lit("looked after at the month end"),
        )
        for day in days
    ]
    return nw.concat(rows)
