"""A browser and a service for the journeys of people."""

import os
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.once import once_in_a_run
from tests.system.service import Council, Service, make_council, served

CHROMIUM_SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
)
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 320, "height": 640}
ContextFor = Callable[..., BrowserContext]
PageFor = Callable[..., Page]


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    found = os.environ.get("OPENIRO_CHROMIUM") or shutil.which("chromium")
    return {"executable_path": found, "args": list(CHROMIUM_SWITCHES), "headless": True}


@pytest.fixture(scope="session")
def council() -> Council:
    """The synthetic council, made once for all the processes of the run."""
    return once_in_a_run("council", make_council)


@pytest.fixture(scope="session")
def service(council: Council, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service that tests may read from; nobody writes to it."""
    with served(council, tmp_path_factory.mktemp("service")) as running:
        yield running


@pytest.fixture(scope="module")
def own_service(council: Council, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service of the journeys of one file, which may do what they like with it."""
    with served(council, tmp_path_factory.mktemp("service")) as running:
        yield running


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The journeys of one file run in one process, since they share a service; while one process finds the pages,
    the others go on journeys, and the pages come last."""
    for item in items:
        if "test_journey" in item.nodeid:
            item.add_marker(pytest.mark.xdist_group(item.nodeid.partition("::")[0]))
    items.sort(key=_when)


def _when(item: pytest.Item) -> int:
    if "test_every_page.py" not in item.nodeid:
        return 1
    return 2 if "for_everybody" in item.nodeid else 0


@pytest.fixture(scope="session")
def signed_in_states() -> dict[tuple[str, str], Any]:
    """The cookies of each role at each service, so that it signs in once."""
    return {}


@pytest.fixture
def context_for(browser: Browser, signed_in_states: dict[tuple[str, str], Any]) -> Iterator[ContextFor]:
    """A function that opens a browser window of its own: `context_for(service, "iro", viewport=PHONE)`."""
    opened: list[BrowserContext] = []

    def make(at: Service, role: str = "", **more: Any) -> BrowserContext:
        opened.append(_opened(browser, signed_in_states, at, role, **more))
        return opened[-1]

    yield make
    for context in opened:
        context.close()


@pytest.fixture(scope="session")
def window_of(browser: Browser, signed_in_states: dict[tuple[str, str], Any]) -> PageFor:
    """A function that finds the window which stays open for a role, for tests that change nothing."""

    @cache
    def window(at: Service, role: str = "", *, scripts: bool = True) -> Page:
        return _opened(browser, signed_in_states, at, role, java_script_enabled=scripts).new_page()

    return window


def _opened(
    browser: Browser, states: dict[tuple[str, str], Any], at: Service, role: str, **more: Any
) -> BrowserContext:
    key = (at.url, role)
    state = states.get(key) if role else None
    settings = {"viewport": DESKTOP, "locale": "en-GB", "timezone_id": "Europe/London", "reduced_motion": "reduce"}
    context = browser.new_context(base_url=at.url, storage_state=state, **(settings | more))
    context.set_default_timeout(60_000)
    if role and state is None:
        sign_in(context, at, role)
        states[key] = context.storage_state()
    return context


def sign_in(context: BrowserContext, at: Service, role: str) -> None:
    """Sign the person who stands for a role in, without opening a page."""
    address = f"{at.url}/account/sign-in/"
    shown = context.request.get(address).text()
    token = shown.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    login = f"{role.replace('_', '-')}@example.org"
    form = {"csrfmiddlewaretoken": token, "login": login, "password": at.password}
    answer = context.request.post(address, form=form, headers={"Referer": address}, max_redirects=0)
    assert answer.status == 302, f"{login} could not sign in: {answer.status} {answer.text()[:300]}"
