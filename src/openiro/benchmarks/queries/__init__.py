"""Reads of published files and of what they say of a measure, and the views that a person keeps."""

from openiro.benchmarks.queries.comparators import (
    Comparator,
    LeagueLine,
    comparators_for,
    indicators_published,
    league_for,
    population_estimates,
    published_by_category,
    published_series,
)
from openiro.benchmarks.queries.files import (
    FileLine,
    UnableToFindPublished,
    published_file,
    published_file_by_number,
    published_files,
    standing_figures,
)
from openiro.benchmarks.queries.views import ViewLine, view_of, views_of

__all__ = [
    "Comparator",
    "FileLine",
    "LeagueLine",
    "UnableToFindPublished",
    "ViewLine",
    "comparators_for",
    "indicators_published",
    "league_for",
    "population_estimates",
    "published_by_category",
    "published_file",
    "published_file_by_number",
    "published_files",
    "published_series",
    "standing_figures",
    "view_of",
    "views_of",
]
