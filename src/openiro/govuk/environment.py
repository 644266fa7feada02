"""The template environment of Django's Jinja2 back end: GOV.UK macros, this kit, addresses, dates in words."""

from functools import cached_property
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from jinja2 import BaseLoader, ChoiceLoader, Environment, PackageLoader, PrefixLoader, Template, Undefined
from jinja2.runtime import Context

from openiro.govuk.dates import FILTERS
from openiro.govuk.forms.base import error_links


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a named page: `url("children:child", child.pk)`."""
    return reverse(name, args=args, kwargs=kwargs)


def kit_loader() -> BaseLoader:
    """Templates `govuk_frontend_jinja/…` (the published macros) and `govuk/…` (this kit)."""
    return PrefixLoader(
        {
            "govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja"),
            "govuk": PackageLoader("openiro.govuk", "jinja2"),
        }
    )


class KitTemplate(Template):
    """A template that finds out quickly whether its macros stand ready.

    A page draws hundreds of macros, and each use asks whether the page brings globals that the macro's file does not
    know. It never does here: every template has those of the one environment.
    """

    def _get_default_module(self, ctx: Context | None = None) -> Any:
        if ctx is not None and self._module is not None and ctx.globals_keys <= self._known:
            return self._module
        return super()._get_default_module(ctx)

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self.globals)


class KitEnvironment(Environment):
    """Looks in a dictionary for the word first, where a dictionary has no method of that name: what a macro is given
    is dictionaries, asked for dozens of words that most do not hold."""

    template_class = KitTemplate

    def getattr(self, obj: Any, attribute: str) -> Any:
        if type(obj) is dict and attribute not in _METHODS:
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        try:
            return getattr(obj, attribute)
        except AttributeError:
            return super().getattr(obj, attribute)


_METHODS = frozenset(dir(dict))


def environment(*, loader: BaseLoader, **options: Any) -> Environment:
    """An environment that reads the kit first, then the service's own templates from `loader`.

    Django would choose an undefined type by DEBUG that prints itself, which the published macros do not survive.
    """
    options["undefined"] = Undefined
    options.setdefault("autoescape", True)
    env = KitEnvironment(loader=ChoiceLoader([kit_loader(), loader]), trim_blocks=True, lstrip_blocks=True, **options)
    env.globals.update(static=static, url=url, error_links=error_links)
    env.filters.update(FILTERS)
    return env
