"""Journeys: a real Chromium drives the product, at the width of a phone or of a desk.

    pytestmark = screens("phone")

    def test_booking(page: Page, live_server) -> None:
        page.goto("/travailler/")
        ...
        check_page(page)          # axe, sideways scroll, and what the other width changes

A journey runs at the width of its users, declared by its file or by itself: a household, a member,
a town hall, a visitor, and a host on the move, on a phone; a coordinator, an organiser, an editor,
an administrator, a training officer, at a desk. If the steps differ at the other width (menus,
filters behind a button, boards, maps), it runs at both: `screens("phone", "desk")`. `page` is in
French, and the test fails at its end if the console reported an error.
"""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client
from django.test.testcases import LiveServerThread
from playwright.sync_api import (
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    expect,
)

from bocage.foundation.instance import forget_instance
from bocage.people.models import Person
from tests.journeys.checks import (
    AXE_ADDRESS,
    HTMLCS_ADDRESS,
    SCREENS,
    axe_source,
    sniffer_source,
)
from tests.journeys.lasting_server import LastingServer
from tests.journeys.mailbox import Mailbox

PROJECT = Path(__file__).resolve().parents[2]
BUILT = PROJECT / "src" / "bocage" / "static" / "dist" / "bocage.css"
CHROMIUM = (PROJECT / ".tools" / "chromium", Path("/usr/bin/chromium"))
CHECKERS = {AXE_ADDRESS: axe_source, HTMLCS_ADDRESS: sniffer_source}

# How axe looks for what a browser makes of markup; it is in no page of ours.
TRIED_BY_AXE = r"innerHTML|\u003Cnoscript\u003E\u003Cb\u003E"

# What is expected is seen at once; on a machine that does much else, it may take its time.
expect.set_options(timeout=15_000)

# Playwright's loop runs in this thread; the tests use the database between its calls.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


LONGEST = {"test_every_page", "test_course", "test_welcome", "test_prices", "test_web_school"}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder drives a browser, and is marked so. The longest come first, so
    that none of them is left to one process while the other has nothing to do."""
    folder = Path(__file__).parent
    places = [place for place, item in enumerate(items) if folder in item.path.parents]
    journeys = sorted(
        (items[place] for place in places), key=lambda item: item.path.stem not in LONGEST
    )
    for place, item in zip(places, journeys, strict=True):
        item.add_marker(pytest.mark.journey)
        items[place] = item


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """The Chromium of the machine, or the one that `make browser` got; never another site."""
    program = next((path for path in CHROMIUM if path.exists()), None)
    assert program, "There is no Chromium: run `make browser`"
    assert BUILT.exists(), "The front end is not built: run `make frontend`"
    return {
        "executable_path": str(program),
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            # A page lives for a second: making the code of axe quick takes more than it saves, and
            # so does looking for what it has let go of.
            "--js-flags=--no-opt --no-maglev --min-semi-space-size=64 --max-semi-space-size=64",
        ],
    }


@pytest.fixture(autouse=True, scope="session")
def _kept_files() -> Iterator[None]:
    """Lets the browser cache the product's styles, scripts and fonts, as in production; and the
    checkers, which this server serves beside them."""
    serve = StaticFilesHandler.serve

    def lasting(self: StaticFilesHandler, request: HttpRequest) -> HttpResponseBase:
        if request.path in CHECKERS:
            source = CHECKERS[request.path]()
            answer: HttpResponseBase = HttpResponse(source, content_type="text/javascript")
        else:
            answer = serve(self, request)
        answer.headers["Cache-Control"] = "public, max-age=86400, immutable"
        return answer

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(StaticFilesHandler, "serve", lasting)
        yield


@pytest.fixture(autouse=True, scope="session")
def _lasting_threads() -> Iterator[None]:
    """The pages are served from threads that stay (lasting_server.py)."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(LiveServerThread, "server_class", LastingServer)
        yield


@pytest.fixture
def screen(request: pytest.FixtureRequest) -> str:
    """`phone` (360 px) or `desk` (1280 px)."""
    return str(request.param)


def screens(*names: str) -> pytest.MarkDecorator:
    """Declares the widths at which a journey is made, or those of a file whose journeys declare
    none themselves."""
    return pytest.mark.screens(*names)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A journey is made once at each width that it declares."""
    if "screen" in metafunc.fixturenames:
        widths_marker = metafunc.definition.get_closest_marker("screens")
        assert widths_marker, f"{metafunc.definition.nodeid} declares no width: see `screens`"
        metafunc.parametrize("screen", widths_marker.args, indirect=True)


@pytest.fixture
def look() -> dict[str, Any]:
    """Returns browser options that a test may override: `color_scheme`, `java_script_enabled`,
    `locale`…"""
    return {}


@pytest.fixture
def context(
    new_context: Callable[..., BrowserContext], screen: str, look: dict[str, Any], live_server: Any
) -> BrowserContext:
    """Returns a new browser context. It prefers reduced motion, so that messages wait to be
    read."""
    cache.clear()
    forget_instance()
    options = {"locale": "fr-FR", "reduced_motion": "reduce", "color_scheme": "light", **look}
    return new_context(base_url=live_server.url, viewport=SCREENS[screen], **options)


@pytest.fixture
def sign_in(context: BrowserContext, live_server: Any) -> Callable[[Person], None]:
    """`sign_in(person)`: signs the browser in as a person, as if a moment ago."""

    def enter(person: Person) -> None:
        client = Client()
        client.force_login(person)
        session = client.session
        session["signed_in_at"] = time.time()
        session.save()
        name = settings.SESSION_COOKIE_NAME
        cookie = {"name": name, "value": client.cookies[name].value, "url": live_server.url}
        context.add_cookies([cookie])

    return enter


@pytest.fixture
def may_refuse() -> tuple[str, ...]:
    """Returns parts of the addresses whose refusals (409, 422) are handled by a script of the
    tested page. A test file that expects some overrides this fixture."""
    return ()


@pytest.fixture
def page(context: BrowserContext, may_refuse: tuple[str, ...]) -> Iterator[Page]:
    """A page whose console must stay silent, and which does nothing against its policy of contents;
    the status of the page itself may be an error."""
    page = context.new_page()
    errors: list[str] = []
    failed_pages: set[str] = set()

    def listen(response: Response) -> None:
        is_page = response.status >= 400 and response.request.is_navigation_request()
        is_refusal = response.status in {409, 422} and any(
            part in response.url for part in may_refuse
        )
        if is_page or is_refusal:
            failed_pages.add(response.url)

    def note(message: ConsoleMessage) -> None:
        url = message.location.get("url", "")
        # What is reported is looked at as it leaves, network or none.
        is_report = url.endswith("/violations")
        expected = url in failed_pages or is_report or "GL Driver" in message.text
        if message.type in {"error", "warning"} and not expected:
            errors.append(f"{message.text} ({message.location.get('url')})")

    def report(request: Request) -> None:
        report_text = request.post_data or ""
        is_of_a_checker = any(part in report_text for part in (*CHECKERS, TRIED_BY_AXE))
        if request.url.endswith("/violations") and not is_of_a_checker:
            errors.append(f"Against the policy of contents: {report_text}")

    page.on("request", report)
    page.on("response", listen)
    page.on("console", note)
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    assert errors == []


@pytest.fixture
def mailbox(page: Page, run_tasks: Callable[..., int]) -> Mailbox:
    """The mailbox of the demo, in this browser."""
    return Mailbox(page, run_tasks)
