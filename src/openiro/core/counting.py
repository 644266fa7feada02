"""How many rows there are in all, read beside the first of them."""

from typing import Any

from django.db.models import CharField, Count, F, Func, IntegerField, QuerySet, Subquery, Value, Window


def with_total(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The rows, each with `total`: how many there are before any limit; in the same query, yet counted apart.

    A database counts rows without reading what is shown of them, and stops at the limit with those that are shown:
    for rows of which an index brings the first.
    """
    counted = rows.order_by().annotate(total=Func(F("pk"), function="COUNT", output_field=IntegerField()))
    return rows.annotate(total=Subquery(counted.values("total"), output_field=IntegerField()))


def with_total_of_few(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The same for rows that are few among many: those that must all be looked at to find them are looked at once."""
    return rows.annotate(total=Window(Count("pk")))


def counted_together(**rows: QuerySet[Any]) -> dict[str, int]:
    """How many rows there are of each kind, by its name; one query for all of them."""
    counts = [
        each.order_by().annotate(kind=Value(name, CharField())).values("kind").annotate(number=Count("pk"))
        for name, each in rows.items()
    ]
    found = counts[0].union(*counts[1:], all=True).values_list("kind", "number")
    return dict.fromkeys(rows, 0) | dict(found)
