"""The macros and the style sheet come from two packages: each published example must give the same HTML in both."""

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import DictLoader

from openiro.govuk.environment import environment

COMPONENTS = Path(__file__).parents[3] / "node_modules/govuk-frontend/dist/govuk/components"
EXPECTED_EXAMPLES = 657
ENVIRONMENT = environment(loader=DictLoader({}))


class Tokens(HTMLParser):
    """HTML as its tags, attributes and words, so that blanks and the order of attributes do not matter."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[object] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, sorted((name, " ".join((value or "").split())) for name, value in attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.found.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.found.append(" ".join(data.split()))


def macro_name(component: str) -> str:
    return "govuk" + "".join(part.title() for part in component.split("-"))


def render(component: str, example: dict) -> str:
    name, path = macro_name(component), f"govuk_frontend_jinja/components/{component}/macro.html"
    source = f'{{% from "{path}" import {name} %}}{{{{ {name}(params) }}}}'
    return ENVIRONMENT.from_string(source).render(params=example["options"])


def published() -> dict[str, list[dict]]:
    files = sorted(COMPONENTS.glob("*/fixtures.json"))
    return {file.parent.name: json.loads(file.read_text("utf-8"))["fixtures"] for file in files}


def test_every_published_example_is_here() -> None:
    assert sum(map(len, published().values())) == EXPECTED_EXAMPLES, "Run 'make setup': it fetches govuk-frontend."


@pytest.mark.parametrize(
    "component", sorted(p.parent.name for p in COMPONENTS.glob("*/fixtures.json")) or ["nothing fetched"]
)
def test_each_macro_gives_the_published_html(component: str) -> None:
    examples = published().get(component)
    assert examples, "govuk-frontend is not there. Run 'make setup', which fetches it."
    differing = [
        example["name"]
        for example in examples
        if Tokens(render(component, example)).found != Tokens(example["html"]).found
    ]
    assert differing == []
