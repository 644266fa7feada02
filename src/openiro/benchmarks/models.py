"""Published files and the figures in them, places and their nearest neighbours, and views that a person keeps."""

from typing import Any

from django.db import models
from django.db.models import Q

from openiro.people.models import User


def _moment() -> "models.DateTimeField[Any, Any]":
    return models.DateTimeField(null=True, blank=True)


def _person() -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")


def _together(verb: str) -> models.CheckConstraint:
    at, by = f"{verb}_at__isnull", f"{verb}_by__isnull"
    both = Q(**{at: True, by: True}) | Q(**{at: False, by: False})
    return models.CheckConstraint(condition=both, name=f"published_file_{verb}_at_and_by")


class PublishedFile(models.Model):
    """One published file. Its figures count from when it is committed until it is removed; nothing of it is deleted.

    `counts`: how many figures were new, changed, the same as before, and symbols in place of a number.
    """

    number = models.BigAutoField(primary_key=True)
    layout = models.CharField(max_length=30)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    counts = models.JSONField(default=dict)
    from_year = models.PositiveSmallIntegerField(null=True, blank=True)
    to_year = models.PositiveSmallIntegerField(null=True, blank=True)
    checked_at = models.DateTimeField()
    checked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    committed_at = _moment()
    committed_by = _person()
    removed_at = _moment()
    removed_by = _person()

    class Meta:
        constraints = [_together("committed"), _together("removed")]

    def __str__(self) -> str:
        return f"published file {self.number}"

    @property
    def state(self) -> str:
        """Where the file stands: `checked`, `held`, `removed` or, if it never counted, `discarded`."""
        if self.removed_at is not None:
            return "discarded" if self.committed_at is None else "removed"
        return "checked" if self.committed_at is None else "held"


class PublishedArea(models.Model):
    """A place that figures are published for, by the code of the file: of the country, a region, or an authority.

    Authorities go by their three-figure code, which stays when the code of the statistics office changes.
    """

    code = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=60, blank=True)
    level = models.CharField(max_length=10)
    region = models.CharField(max_length=60, blank=True)

    def __str__(self) -> str:
        return self.name or self.code


class PublishedValue(models.Model):
    """One published figure as printed: a number, or a symbol in place of one. `year` is a collection year."""

    file = models.ForeignKey(PublishedFile, on_delete=models.PROTECT, related_name="values")
    indicator = models.CharField(max_length=60)
    category = models.CharField(max_length=60, blank=True)
    area = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    as_at = models.DateField()
    printed = models.CharField(max_length=20)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["file", "indicator", "category", "area", "year"], name="one_published_figure_of_a_file"
            )
        ]
        indexes = [models.Index(fields=["indicator", "area"], name="published_by_indicator")]

    def __str__(self) -> str:
        return f"{self.indicator} {self.area} {self.year}"


class PublishedNeighbour(models.Model):
    """A statistical neighbour of an authority; `place` 1 is the nearest."""

    file = models.ForeignKey(PublishedFile, on_delete=models.PROTECT, related_name="neighbours")
    area = models.CharField(max_length=60)
    neighbour = models.CharField(max_length=60)
    place = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "area", "place"], name="one_neighbour_a_place_of_an_authority")
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.place} {self.neighbour}"


class SavedView(models.Model):
    """A measure with its period and trend, kept by one person under a name of their own. `query` ends the address."""

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="saved_views")
    name = models.CharField(max_length=80)
    measure = models.CharField(max_length=60)
    query = models.CharField(max_length=200, blank=True)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "name"], name="a_person_has_one_view_of_a_name")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.measure}"
