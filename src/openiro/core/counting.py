"""How many rows there are in all, read beside the first of them."""

from typing import Any

from django.db.models import Count, F, Func, IntegerField, QuerySet, Subquery, Window


def with_total(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The rows, each with `total`: how many there are before any limit; in the same query, yet counted apart.

    A database counts rows without reading what is shown of them, and stops at the limit with those that are shown:
    for rows of which an index brings the first.
    """
    counted = rows.order_by().annotate(total=Func(F("pk"), function="COUNT", output_field=IntegerField()))
    return rows.annotate(total=Subquery(counted.values("total"), output_field=IntegerField()))


def first_and_total(rows: QuerySet[Any], limit: int) -> tuple[list[Any], int]:
    """The first `limit` of the rows and how many there are in all: for rows that only a look at each can find.

    They are looked for once, by number alone, and those that are shown are read after. Two queries, one for no row.
    """
    narrow = rows.select_related(None).annotate(total=Window(Count("pk")))
    found = list(narrow.values_list("pk", "total")[:limit])
    if not found:
        return [], 0
    places = {number: place for place, (number, _) in enumerate(found)}
    shown = rows.model._default_manager.filter(pk__in=places)
    shown.query.select_related = rows.query.select_related
    return sorted(shown, key=lambda row: places[row.pk]), found[0][1]
