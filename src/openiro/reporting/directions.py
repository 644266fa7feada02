"""Sentences that say which way the headline figures went since the year before."""

from openiro.documents.content import Block, BulletList
from openiro.measures.publication import ToldFigure
from openiro.reporting.blocks import Named
from openiro.reporting.findings import Findings, value_in_words


def directions(findings: Findings, measures: Named) -> list[Block]:
    """A point for each measure of which both years are known: up, down or unchanged, with both values."""
    told = [_sentence(label, findings.figure(name), findings.year_before(name)) for name, label in measures]
    points = [each for each in told if each]
    return [BulletList.of(*points)] if points else []


def _sentence(label: str, now: ToldFigure | None, before: ToldFigure | None) -> str:
    if now is None or before is None:
        return ""
    new, old = now.value, before.value
    if not isinstance(new, int | float) or not isinstance(old, int | float):
        return ""
    if new == old:
        return f"{label}: {value_in_words(now)}, as the year before."
    return f"{label}: {'up' if new > old else 'down'} from {value_in_words(before)} to {value_in_words(now)}."
