"""Work in processes of its own: answers in order, refusals as they are, and an end from outside in words."""

import os

import pytest

from openiro.formats.problems import UnableToRead
from openiro.jobs import side_by_side as module
from openiro.jobs.output import UnableToRun
from openiro.jobs.side_by_side import at_once, side_by_side


@pytest.fixture(autouse=True)
def two_processors(monkeypatch):
    monkeypatch.setattr(module.os, "cpu_count", lambda: 2)


def told(item: str) -> tuple[str, int]:
    if item == "unreadable":
        raise UnableToRead("header.csv", "It is empty.", "Export it again.")
    if item == "ended":
        os._exit(1)
    return item, os.getpid()


def test_answers_come_in_order_from_other_processes():
    answers = list(side_by_side(told, ["first", "second", "third"]))
    assert [item for item, _ in answers] == ["first", "second", "third"]
    assert os.getpid() not in {process for _, process in answers}


def test_a_single_item_is_worked_on_here():
    assert list(side_by_side(told, ["only"])) == [("only", os.getpid())]


def test_a_refusal_in_a_process_is_the_same_refusal():
    with pytest.raises(UnableToRead, match=r"^header\.csv: It is empty\. Export it again\.$") as found:
        list(side_by_side(told, ["first", "unreadable"]))
    assert found.value.file == "header.csv"


def test_a_process_ended_from_outside_is_told_in_words():
    with pytest.raises(UnableToRun, match="ended from outside"):
        list(side_by_side(told, ["first", "ended"]))


def test_as_many_at_once_as_there_are_processors_and_items():
    assert (at_once(1), at_once(9)) == (1, 2)
