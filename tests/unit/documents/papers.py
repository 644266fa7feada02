"""A paper such as a committee receives, with every kind of block; invented figures."""

from datetime import date

from openiro.documents.content import (
    BulletList,
    Chart,
    ChartKind,
    Column,
    Document,
    Glossary,
    GlossaryEntry,
    KeyFigure,
    KeyFigures,
    Kind,
    Metadata,
    Note,
    Paragraph,
    Run,
    Section,
    Series,
    Table,
)

MADE_ON = date(2026, 6, 12)

HEADLINES = KeyFigures(
    (
        KeyFigure("Reviews held", 1247, "Looked-after reviews held between 1 April 2025 and 31 March 2026."),
        KeyFigure("Held in time", 94.65, "Share of those reviews held by the day they were due.", Kind.PERCENT),
        KeyFigure("Children for each IRO", 62.4, "Children allocated to each full-time post.", Kind.DECIMAL),
    )
)
IN_TIME = Chart(
    "in-time",
    ChartKind.LINE,
    "Timeliness rose through the year and passed the target in the autumn",
    "Four quarters. Reviews in time rise from 88.0 to 97.3 per cent; the target is 95 throughout.",
    ("Apr to Jun", "Jul to Sep", "Oct to Dec", "Jan to Mar"),
    (Series("Held in time", (88.0, 93.1, 96.2, 97.3)), Series("Target", (95.0, 95.0, 95.0, 95.0))),
    unit="per cent of reviews",
    values=Kind.PERCENT,
    category_heading="Quarter",
)
REASONS = Chart(
    "needs",
    ChartKind.BAR,
    "Abuse or neglect is the need of three children in five",
    "Bar chart of children by main need. Abuse or neglect 214, family dysfunction 61, absent parenting 38.",
    (
        "Abuse or neglect",
        "Family dysfunction",
        "Absent parenting",
        "Family in acute stress",
        "Child's disability",
    ),
    (Series("Children", (214, 61, 38, 24, 9)),),
    unit="children",
    category_heading="Main need",
)
PLACES = Chart(
    "places",
    ChartKind.STACKED,
    "More children live with kinship carers than a year ago",
    "Stacked bars for three years: foster care falls from 231 to 214, kinship care rises from 52 to 71.",
    ("2024", "2025", "2026"),
    (
        Series("Foster care", (231, 224, 214)),
        Series("Kinship care", (52, 60, 71)),
        Series("Children's home", (31, None, 33)),
    ),
    unit="children on 31 March",
    category_heading="Year",
)
BY_AGE = Table(
    "by-age",
    "Reviews held in time, by age of the child on the day",
    (
        Column("Age"),
        Column("Reviews", Kind.COUNT),
        Column("In time", Kind.COUNT),
        Column("Share in time", Kind.PERCENT),
        Column("Cost", Kind.MONEY),
    ),
    (
        ("Under 1", 96, 90, 93.75, 12_400),
        ("1 to 4", 188, 180, 95.74, 21_050),
        ("5 to 9", 254, 243, 95.67, None),
        ("10 to 15", 471, 441, 93.63, 48_700),
        ("16 and over", 238, 226, 94.96, 25_300),
        ("All children", 1247, 1180, 94.65, 107_450),
    ),
    notes=("A review is in time when it is held on or before the day it was due.", "– means not known."),
    source="Council's own records on 12 June 2026",
    total=True,
)
LATE = Table(
    "late",
    "Why reviews were late, and what was done",
    (Column("Reason"), Column("Reviews", Kind.COUNT), Column("What was done")),
    (
        (
            "Child asked for another day",
            21,
            "Held within ten working days in every case; the child's wish is on the record.",
        ),
        ("Parent couldn't attend", 17, "Part held in time, and the parent seen later by the IRO."),
        (
            "Social worker's report wasn't ready",
            29,
            "Raised with the team manager; £0 cost; one practice alert.",
        ),
    ),
)
EMPTY = Table("disputes", "Disputes taken to Cafcass", (Column("Stage"), Column("Disputes", Kind.COUNT)), ())


def annual_report() -> Document:
    return Document(
        "Independent Reviewing Officers' annual report",
        "Westmarch Council",
        "1 April 2025 to 31 March 2026",
        (
            Section(
                "summary",
                "Summary",
                (
                    Paragraph.of(
                        "The service held ",
                        Run("1,247 reviews", bold=True),
                        " for 346 children. Nineteen in twenty were in time, the best year so far, "
                        "and every child aged four or over was asked for their views.",
                    ),
                    HEADLINES,
                    BulletList.of(
                        "Timeliness passed the target of 95% in October and stayed above it.",
                        "Caseloads stand within the range of 50 to 70 that the IRO Handbook gives.",
                        "Seventeen reviews were late because a parent couldn't attend.",
                    ),
                ),
            ),
            Section("reviews", "Reviews", (Paragraph.of("Children are reviewed as the regulations require."),)),
            Section(
                "timeliness",
                "Timeliness",
                (
                    IN_TIME,
                    Note(
                        "How this is counted",
                        (
                            Paragraph.of(
                                "A review counts as in time when held no later than 20 working days after "
                                "the child became looked after, then within three months, then within six."
                            ),
                        ),
                    ),
                    BY_AGE,
                ),
                level=2,
            ),
            Section("late", "Late reviews", (LATE, EMPTY), level=2),
            Section("children", "The children", (REASONS, PLACES)),
            Section(
                "words",
                "Words used",
                (
                    Glossary(
                        (
                            GlossaryEntry("IRO", "Independent Reviewing Officer: chairs a child's reviews."),
                            GlossaryEntry("Placement", "Where a looked-after child lives."),
                        )
                    ),
                ),
            ),
        ),
        Metadata(MADE_ON, author="Quality and Review Service", subject="Annual report of the IRO service"),
        subtitle="Report to the Corporate Parenting Board",
    )
