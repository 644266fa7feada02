"""Names, dates, places and numbers are found in what is to be published; nothing of them is repeated."""

import pytest

from openiro.domain.anonymity import traces

NAMES = {"amira", "hassan", "grace", "may", "will"}


def found(text: str) -> list[str]:
    """What gives somebody away, in words."""
    return [each.in_words for each in traces(text, names=NAMES, numbers={"rc10001"})]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The IRO met Amira twice.", "a name in sentence 1"),
        ("Her plan drifted. The IRO told Hassan's carer.", "a name in sentence 2"),
        ("Amira Hassan has her own room now.", "a name in sentence 1"),
        ("She moved on 12 March and stayed.", "a date in sentence 1"),
        ("The review of 03/04/2019 was late.", "a date in sentence 1"),
        ("She goes to Hillside Academy.", "a place in sentence 1"),
        ("They live in HA1 2XF.", "a place in sentence 1"),
        ("See RC10001.", "the number of a child in sentence 1"),
    ],
)
def test_what_gives_somebody_away_is_found(text, words):
    assert found(text) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "A boy of nine had waited a year for a placement near his brother.",
        "Will the plan change? It may, with good grace.",
        "May was a month of change for a girl of 15.",
        "In 2018 the service raised it with the head of service.",
    ],
)
def test_plain_words_that_are_also_names_give_nobody_away(text):
    assert found(text) == []


def test_what_is_found_is_not_repeated():
    (trace,) = traces("The IRO met Amira.", names=NAMES)
    assert "Amira" not in trace.in_words
