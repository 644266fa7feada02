"""FORM_RENDERER: forms and fields are drawn by this kit's templates."""

import pickle
from functools import lru_cache
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from openiro.govuk.forms.parts import Component
from openiro.govuk.forms.plain import component_of

# Most questions of a page look the same for every child: what was drawn is kept, up to so many fields.
FIELDS_KEPT, LONGEST_KEPT = 4_096, 16_384


class GovukRenderer(DjangoTemplates):
    form_template_name = "govuk/forms/form.jinja"
    field_template_name = "govuk/forms/field.jinja"

    def get_template(self, template_name: str) -> Any:
        if template_name.startswith("govuk/"):
            return get_template(template_name, using="jinja2")
        return super().get_template(template_name)

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        if template_name != self.field_template_name:
            return super().render(template_name, context, request)
        described = _Described(component_of(context["field"]))
        return _kept(described) if len(described.whole) <= LONGEST_KEPT else _drawn(described)


class _Described:
    """A field as its macro is given it. Two are the same where everything is: a text that is safe as it stands, and
    the same text that is not, are two."""

    __slots__ = ("component", "whole")

    def __init__(self, component: Component) -> None:
        self.component = component
        self.whole = pickle.dumps((component.macro, component.params))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Described) and self.whole == other.whole

    def __hash__(self) -> int:
        return hash(self.whole)


def _drawn(described: _Described) -> SafeString:
    template = get_template(GovukRenderer.field_template_name, using="jinja2")
    return mark_safe(template.render({"component": described.component}))


_kept = lru_cache(maxsize=FIELDS_KEPT)(_drawn)
