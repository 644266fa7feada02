"""Form fields that own their markup. Pages import from here: `from openiro.govuk import forms`."""

from openiro.govuk.forms.base import ErrorLink, Form, error_links
from openiro.govuk.forms.choices import (
    CheckboxesField,
    CheckboxField,
    Divider,
    Option,
    RadiosField,
    SelectField,
    YesNoField,
)
from openiro.govuk.forms.conditions import When
from openiro.govuk.forms.dates import DateField
from openiro.govuk.forms.files import FileField, FilesField
from openiro.govuk.forms.text import (
    DecimalField,
    EmailField,
    HiddenField,
    NumberField,
    PasswordField,
    TextAreaField,
    TextField,
    TimeField,
)

__all__ = [
    "CheckboxField",
    "CheckboxesField",
    "DateField",
    "DecimalField",
    "Divider",
    "EmailField",
    "ErrorLink",
    "FileField",
    "FilesField",
    "Form",
    "HiddenField",
    "NumberField",
    "Option",
    "PasswordField",
    "RadiosField",
    "SelectField",
    "TextAreaField",
    "TextField",
    "TimeField",
    "When",
    "YesNoField",
    "error_links",
]
