"""How many rows there are in all, read beside the first of them."""

from typing import Any

from django.db.models import F, Func, IntegerField, QuerySet, Subquery


def with_total(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The rows, each with `total`: how many there are before any limit; in the same query, yet counted apart.

    A database counts rows without reading what is shown of them, and stops at the limit with those that are shown:
    for rows of which an index brings the first.
    """
    counted = rows.order_by().annotate(total=Func(F("pk"), function="COUNT", output_field=IntegerField()))
    return rows.annotate(total=Subquery(counted.values("total"), output_field=IntegerField()))
