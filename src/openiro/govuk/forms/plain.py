"""Draws fields that other libraries declare (the sign-in forms) with the same macros."""

from typing import Any

from django import forms

from openiro.govuk.forms.choices import chosen
from openiro.govuk.forms.parts import BoundField, Component, KitField, Params, full_label
from openiro.govuk.forms.text import text_of

_OWN = ("type", "value", "id", "name", "class", "placeholder", "autocomplete", "required")


def component_of(bound: forms.BoundField) -> Component:
    """The macro that draws a field and what it is given, whoever declared the field."""
    if isinstance(bound, BoundField) and isinstance(bound.field, KitField):
        return bound.field.describe(bound)
    widget = bound.field.widget
    if widget.is_hidden:
        return Component("hidden", {"name": bound.html_name, "id": bound.auto_id, "value": _value(bound)})
    for kind, describe in _BY_WIDGET:
        if isinstance(widget, kind):
            return describe(bound)
    return _box(bound)


def _common(bound: forms.BoundField) -> Params:
    params: Params = {"name": bound.html_name, "id": bound.auto_id, "label": {"text": full_label(bound)}}
    if bound.help_text:
        params["hint"] = {"html": bound.help_text}
    if bound.errors:
        params["errorMessage"] = {"text": str(bound.errors[0])}
    attrs = bound.field.widget.attrs
    if "autocomplete" in attrs:
        params["autocomplete"] = attrs["autocomplete"]
    params["attributes"] = {name: value for name, value in attrs.items() if name not in _OWN}
    return params


def _box(bound: forms.BoundField) -> Component:
    kind = getattr(bound.field.widget, "input_type", "text")
    return Component("input", _common(bound) | {"type": kind, "value": _value(bound)})


def _password(bound: forms.BoundField) -> Component:
    return Component("password_input", _common(bound))


def _long_text(bound: forms.BoundField) -> Component:
    return Component("textarea", _common(bound) | {"value": _value(bound)})


def _tick(bound: forms.BoundField) -> Component:
    params = _common(bound)
    item: Params = {"value": "on", "text": str(bound.label), "checked": bool(bound.value())}
    return Component("checkboxes", _without_label(params) | {"items": [item]})


def _group(bound: forms.BoundField) -> Component:
    given = chosen(bound.value())
    items = [
        {"value": str(value), "text": str(text), "checked": str(value) in given}
        for value, text in _options(bound.field)
        if value != ""
    ]
    params = _without_label(_common(bound)) | {"fieldset": {"legend": {"text": full_label(bound)}}}
    several = isinstance(bound.field.widget, forms.CheckboxSelectMultiple)
    return Component("checkboxes" if several else "radios", params | {"items": items})


def _list(bound: forms.BoundField) -> Component:
    given = chosen(bound.value())
    items = [
        {"value": str(value), "text": str(text), "selected": str(value) in given}
        for value, text in _options(bound.field)
    ]
    return Component("select", _common(bound) | {"items": items})


def _file(bound: forms.BoundField) -> Component:
    return Component("file_upload", _common(bound))


def _without_label(params: Params) -> Params:
    kept = {name: value for name, value in params.items() if name not in ("label", "id", "autocomplete")}
    return kept | {"idPrefix": params["id"]}


def _options(field: forms.Field) -> list[tuple[Any, Any]]:
    return list(getattr(field, "choices", ()))


def _value(bound: forms.BoundField) -> str:
    return text_of(bound.value())


_BY_WIDGET = (
    (forms.PasswordInput, _password),
    (forms.Textarea, _long_text),
    (forms.CheckboxInput, _tick),
    ((forms.CheckboxSelectMultiple, forms.RadioSelect), _group),
    (forms.Select, _list),
    (forms.FileInput, _file),
)
