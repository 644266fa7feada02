"""Fields that take files."""

from typing import Any

from django import forms

from openiro.govuk.forms.parts import BoundField, Component, KitField


class FileField(KitField, forms.FileField):
    """One file. `accept` is what the browser offers: '.csv,.zip,.xml'. It checks nothing."""

    takes_several = False

    def __init__(self, *, accept: str = "", **kwargs: Any) -> None:
        self.accept = accept
        super().__init__(**kwargs)
        self.error_messages["empty"] = "The selected file is empty"
        self.error_messages["invalid"] = self.error_messages["required"]

    def words_when_missing(self) -> str:
        return "Select a file"

    def describe(self, bound: BoundField) -> Component:
        params = self.common(bound) | {"label": self.label_of(bound), "multiple": self.takes_several}
        if self.accept:
            params["attributes"] = {"accept": self.accept}
        return Component("file_upload", params)


class SeveralFiles(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Any]:
        return list(files.getlist(name)) if hasattr(files, "getlist") else list(files.get(name, ()))


class FilesField(FileField):
    """Several files at once; the cleaned value is a list."""

    widget = SeveralFiles
    takes_several = True

    def words_when_missing(self) -> str:
        return "Select one or more files"

    def without_answer(self) -> list[Any]:
        return []

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        if not data:
            super().clean(None, initial)
            return []
        return [super(FilesField, self).clean(file, initial) for file in data]
