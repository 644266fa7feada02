"""What the equality profile shows: ethnicity by group and by code, sex and age, disability, and what does not add up.

The Equality Act 2010, section 149, asks a council to have due regard to those who share a protected characteristic: it
has to know who they are. Children in care and children on a plan are told by the same codes, in the same order.
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from openiro.documents.content import Block, Column, Table
from openiro.domain.codes import ethnic_group
from openiro.reporting.blocks import breakdown_table
from openiro.reporting.compared import beside_published
from openiro.reporting.findings import Findings
from openiro.reporting.parts import Part, chart_of, side_by_side, table_of
from openiro.reporting.section_tables import age_and_sex, profiles_that_do_not_add_up, shares_that_jump
from openiro.reporting.words import category_in_words

PROFILE = ("population.by_ethnic_group", "population.by_age", "population.by_sex")


def ethnicity_of(measure: str, caption: str) -> Part:
    """A row for each code, each with the group it belongs to; none is left out, least of all refused and not obtained.

    So the same table is made year by year, of children in care and of children on a plan.
    """
    return partial(_by_code, measure=measure, caption=caption)


def _by_code(findings: Findings, measure: str, caption: str) -> list[Block]:
    groups = [ethnic_group(figure.breakdown["ethnicity"]) for figure in findings.figures(measure)]
    words = [category_in_words("ethnic_group", group) for group in groups]
    tables = breakdown_table(findings, measure, caption=caption, heading="Ethnicity", every=True)
    return [_with_groups(table, words) if isinstance(table, Table) else table for table in tables]


def _with_groups(table: Table, groups: Iterable[str]) -> Table:
    """The table with the group of each code beside it; the row of all has none."""
    of_rows = [*groups, ""]
    code, *others = table.columns
    rows = tuple((row[0], group, *row[1:]) for row, group in zip(table.rows, of_rows, strict=False))
    return replace(table, columns=(code, Column("Group"), *others), rows=rows)


EQUALITY: tuple[Part, ...] = (
    beside_published("profile", *PROFILE),
    table_of("population.by_ethnic_group", "Children looked after, by ethnic group", "Ethnic group", every=True),
    table_of("plans.by_ethnic_group", "Children on a protection plan, by ethnic group", "Ethnic group", every=True),
    ethnicity_of("population.by_ethnicity", "Children looked after, by ethnicity"),
    ethnicity_of("plans.by_ethnicity", "Children on a child protection plan, by ethnicity"),
    age_and_sex,
    chart_of("population.by_sex", "Children looked after, by sex", "Sex"),
    chart_of("plans.by_sex", "Children on a child protection plan, by sex", "Sex"),
    side_by_side(
        "disability",
        "Disabled children",
        ("population.disabled", "Looked after on the last day"),
        ("reviews.disabled", "Reviews held of disabled children"),
    ),
    profiles_that_do_not_add_up,
    shares_that_jump("population.by_ethnic_group", "plans.by_ethnic_group"),
)
