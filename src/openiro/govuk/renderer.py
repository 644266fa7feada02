"""FORM_RENDERER: forms and fields are drawn by this kit's templates."""

from typing import Any

from django.forms.renderers import DjangoTemplates
from django.template.loader import get_template


class GovukRenderer(DjangoTemplates):
    form_template_name = "govuk/forms/form.jinja"
    field_template_name = "govuk/forms/field.jinja"

    def get_template(self, template_name: str) -> Any:
        if template_name.startswith("govuk/"):
            return get_template(template_name, using="jinja2")
        return super().get_template(template_name)
