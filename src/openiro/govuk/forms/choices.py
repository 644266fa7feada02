"""Fields of a choice: radios, check boxes, select. An option may bring further questions with it."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.choices import BaseChoiceIterator
from django.utils.safestring import SafeString, mark_safe

from openiro.govuk.forms.parts import BoundField, Component, KitField, Params, lower_first


@dataclass(frozen=True)
class Option:
    """One answer. `exclusive` is for check boxes: 'None of these'."""

    value: Any
    text: str
    hint: str = ""
    exclusive: bool = False


@dataclass(frozen=True)
class Divider:
    """A word between answers: 'or'."""

    text: str = "or"


_IN_TEXT_BOX = re.compile(r"<textarea.*?</textarea>", re.DOTALL)

Choices = Iterable[Option | Divider | tuple[Any, str]]


def as_options(choices: Choices) -> list[Option | Divider]:
    """Options from options or from Django's pairs."""
    return [Option(*item) if isinstance(item, tuple) else item for item in choices]


class _Pairs(BaseChoiceIterator):
    """Pairs of value and text as they stand: Django looks through each list for lists within it, twice a field."""

    def __init__(self, pairs: Sequence[tuple[Any, str]]) -> None:
        self._pairs = pairs

    def __iter__(self) -> Iterator[tuple[Any, str]]:
        return iter(self._pairs)


class _ChoiceField(KitField):
    """Holds the options and draws them."""

    choices: Any

    def __init__(self, *, options: Choices, **kwargs: Any) -> None:
        self.options = as_options(options)
        super().__init__(choices=self._pairs(), **kwargs)
        self.error_messages["invalid_choice"] = self.error_messages["required"]

    def set_options(self, options: Choices) -> None:
        """Other options for one form, as when they come from the records."""
        self.options = as_options(options)
        self.choices = self._pairs()

    def words_when_missing(self) -> str:
        return words_to_select(self.called or str(self.label or ""))

    def items(self, bound: BoundField) -> list[Params]:
        given = chosen(bound.value())
        return [
            {"divider": option.text} if isinstance(option, Divider) else self._item(option, bound, given)
            for option in self.options
        ]

    def _item(self, option: Option, bound: BoundField, given: set[str]) -> Params:
        item: Params = {"value": str(option.value), "text": option.text}
        if str(option.value) in given:
            item["checked"] = True
        if option.hint:
            item["hint"] = {"text": option.hint}
        if option.exclusive:
            item["behaviour"] = "exclusive"
        if brought := brought_by(option, bound):
            item["conditional"] = {"html": brought}
        return item

    def _group(self, bound: BoundField) -> Params:
        params = self.common(bound)
        params["idPrefix"] = params.pop("id")
        params.pop("disabled", None)
        return params | {"fieldset": self.legend_of(bound), "items": self.items(bound)}

    def _pairs(self) -> _Pairs:
        return _Pairs([(item.value, item.text) for item in self.options if isinstance(item, Option)])


class RadiosField(_ChoiceField, forms.TypedChoiceField):
    """One of a few. `coerce` turns the text of the answer into its value, `inline` puts them on one line."""

    brings_questions = True

    def __init__(
        self, *, inline: bool = False, small: bool = False, coerce: Callable[[str], Any] = str, **kwargs: Any
    ) -> None:
        self.classes = classes_of("radios", inline=inline, small=small)
        super().__init__(coerce=coerce, empty_value=None, **kwargs)

    def describe(self, bound: BoundField) -> Component:
        """Options that bring questions are never on one line."""
        params = self._group(bound)
        opens = any("conditional" in item for item in params["items"])
        classes = self.classes.replace("govuk-radios--inline", "") if opens else self.classes
        return Component("radios", params | {"classes": classes.strip()})


class YesNoField(RadiosField):
    """Yes or no, as `True` or `False`; `None` when it may be left out and is."""

    def __init__(self, *, yes: str = "Yes", no: str = "No", inline: bool = True, **kwargs: Any) -> None:
        options = (Option(True, yes), Option(False, no))
        super().__init__(options=options, coerce=lambda text: text == "True", inline=inline, **kwargs)


class CheckboxesField(_ChoiceField, forms.TypedMultipleChoiceField):
    """Any number of a few; the cleaned value is a list."""

    brings_questions = True

    def __init__(self, *, small: bool = False, coerce: Callable[[str], Any] = str, **kwargs: Any) -> None:
        self.classes = classes_of("checkboxes", small=small)
        super().__init__(coerce=coerce, empty_value=[], **kwargs)

    def clean(self, value: Any) -> list[Any]:
        answers: list[Any] = super().clean(value)
        alone = {str(item.value) for item in self.options if isinstance(item, Option) and item.exclusive}
        if len(answers) > 1 and alone & {str(answer) for answer in answers}:
            raise ValidationError(self.error_messages["required"], code="exclusive")
        return answers

    def without_answer(self) -> list[Any]:
        return []

    def describe(self, bound: BoundField) -> Component:
        return Component("checkboxes", self._group(bound) | {"classes": self.classes})


class CheckboxField(KitField, forms.BooleanField):
    """One box to tick: a confirmation, or a filter."""

    def __init__(self, *, small: bool = False, required: bool = False, **kwargs: Any) -> None:
        self.classes = classes_of("checkboxes", small=small)
        super().__init__(required=required, **kwargs)

    def words_when_missing(self) -> str:
        return f"Tick the box '{self.label}' to go on"

    def without_answer(self) -> bool:
        return False

    def describe(self, bound: BoundField) -> Component:
        params = self.common(bound)
        item: Params = {"value": "on", "text": str(bound.label), "checked": bool(bound.value())}
        if "hint" in params:
            item["hint"] = params.pop("hint")
        params["idPrefix"] = params.pop("id")
        return Component("checkboxes", params | {"items": [item], "classes": self.classes})


class SelectField(_ChoiceField, forms.TypedChoiceField):
    """One of many. The first line of the list is `blank`, which is no answer."""

    def __init__(
        self, *, blank: str = "Choose", coerce: Callable[[str], Any] = str, width: str = "", **kwargs: Any
    ) -> None:
        self.blank = blank
        self.width = width
        super().__init__(coerce=coerce, empty_value=None, **kwargs)

    def describe(self, bound: BoundField) -> Component:
        given = chosen(bound.value())
        items: list[Params] = [{"value": "", "text": self.blank}] if self.blank else []
        for option in self.options:
            if isinstance(option, Option):
                value = str(option.value)
                items.append({"value": value, "text": option.text, "selected": value in given})
        params = self.common(bound) | {"label": self.label_of(bound), "items": items, "classes": self.width}
        return Component("select", params)


def words_to_select(label: str) -> str:
    """'Select an answer to …' for a question, else 'Select …'."""
    if label.endswith("?"):
        return f"Select an answer to '{label}'"
    return f"Select {lower_first(label)}" if label else "Select an answer"


def classes_of(element: str, **wanted: bool) -> str:
    """The modifiers that are wanted: `govuk-radios--inline govuk-radios--small`."""
    return " ".join(f"govuk-{element}--{name}" for name, is_wanted in wanted.items() if is_wanted)


def chosen(value: Any) -> set[str]:
    """The values that are ticked, as they stand in the page."""
    if value is None or value == "":
        return set()
    return {str(item) for item in value} if isinstance(value, list | tuple | set) else {str(value)}


def brought_by(option: Option, bound: BoundField) -> SafeString:
    """The questions that this option brings, drawn. The macros indent what stands inside them, which would
    add blanks to every line of a long text: so a new line in a text box is written as a character reference."""
    form: Any = bound.form
    fields = (form[name] for name in form.names_brought_by(bound.name, option.value))
    html = "".join(str(field) for field in fields)
    kept = _IN_TEXT_BOX.sub(lambda found: found[0].replace("\n", "&#10;"), html)
    return mark_safe(kept)
