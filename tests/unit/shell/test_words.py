"""Words as every page writes them."""

from openiro.domain.words import sentence


def test_a_sentence_begins_with_a_capital_and_keeps_those_of_months_and_initials():
    assert sentence("due 27 Nov 2026") == "Due 27 Nov 2026"
    assert sentence("whether the IRO saw the child") == "Whether the IRO saw the child"
    assert sentence("") == ""
