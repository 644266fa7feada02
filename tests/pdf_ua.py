"""A PDF held against PDF/UA-1 (ISO 14289-1) by a checker that had no part in making it."""

from page import ValidationProfile, validate_pdf_bytes


def broken_rules_of_pdf_ua(made: bytes) -> list[str]:
    """What the file breaks, each with the rule; empty where it passes every check."""
    report = validate_pdf_bytes(made, profile=ValidationProfile.PDF_UA_1)
    assert report.rules.total > 100, "a check of few rules would tell nothing"
    return [f"{each.rule_id}: {each.message}" for each in report.failures]
