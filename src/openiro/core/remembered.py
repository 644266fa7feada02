"""What a page that only reads asks for again and again: asked once, for as long as the page is being made."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

T = TypeVar("T")
_answers: ContextVar[dict[str, object] | None] = ContextVar("answers", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """While this holds, `remembered` asks for each thing once. Only for what writes nothing: nothing is forgotten."""
    mark = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(mark)


def remembered(name: str, ask: Callable[[], T]) -> T:
    """The answer to `ask`, which `name` names; asked anew each time outside `remembering`."""
    answers = _answers.get()
    if answers is None:
        return ask()
    if name not in answers:
        answers[name] = ask()
    return answers[name]  # type: ignore[return-value]
