"""Whether so few reviews can be all: what a missing stretch of records looks like.

Source: Care Planning, Placement and Case Review (England) Regulations 2010, reg 33: a child is reviewed at least every
six months. That a number is not plausible is this service's own rule, after a council whose count fell short in the
year in which it changed its system.
"""

MONTHS_BETWEEN_REVIEWS = 6
FEWEST_CHILDREN = 60
PLAUSIBLE_SHARE = 0.5


def least_reviews_a_month(children: int) -> float:
    """How many reviews a month the law asks for, at the least, of so many children in care."""
    return children / MONTHS_BETWEEN_REVIEWS


def is_implausibly_few(reviews: int, children: int) -> bool:
    """Whether a month with so many reviews of so many children in care lacks records, as far as can be told.

    Holidays and small numbers make months differ: only fewer than half of what the law asks for tells, and only of
    `FEWEST_CHILDREN` or more.
    """
    return children >= FEWEST_CHILDREN and reviews < PLAUSIBLE_SHARE * least_reviews_a_month(children)
