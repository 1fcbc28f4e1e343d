"""The instances that the pictures of the documents are taken from: the demo, and an empty one.

Each lives in a folder of `var`, is loaded once, and again where that folder is removed.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from scripts.browser import DOORS, door_of
from scripts.pictures.freshness import PROJECT

if TYPE_CHECKING:
    from django.test import Client
    from playwright.sync_api import Page


class Stage(Protocol):
    """Instance for pictures, and how a person signs in, in a browser and in a client of Django."""

    folder: Path
    is_demo: bool
    first_page: str

    def is_whole(self, text: str) -> bool:
        """Checks by the first page whether all data are present."""

    def enter(self, page: Page, base: str, email: str) -> None:
        """Signs in with a browser, as the person of an address."""

    def sign_in(self, client: Client, email: str) -> None:
        """Enters without a browser."""


class Demo:
    """Demo, which needs no code to sign in."""

    folder = PROJECT / "var" / "pictures"
    is_demo = True
    first_page = DOORS

    def is_whole(self, text: str) -> bool:
        return 'class="door"' in text

    def enter(self, page: Page, base: str, email: str) -> None:
        page.goto(f"{base}{DOORS}")
        page.locator(door_of(email)).click()
        page.wait_for_load_state()

    def sign_in(self, client: Client, email: str) -> None:
        from bocage.people.models import Person

        client.force_login(
            Person.objects.get(email=email), "bocage.people.sign_in.backends.PersonBackend"
        )


class Empty:
    """An instance that begins. Its first steps are never taken, so that the link of the terminal
    opens it each time."""

    folder = PROJECT / "var" / "pictures-empty"
    is_demo = False
    first_page = "/"

    def is_whole(self, text: str) -> bool:
        return bool(text)

    def enter(self, page: Page, base: str, email: str) -> None:
        page.goto(base + self._path())
        page.locator("input[name=name]").fill(email.partition("@")[0])
        page.locator("input[name=email]").fill(email)
        page.locator("main form button").click()
        page.wait_for_load_state()

    def sign_in(self, client: Client, email: str) -> None:
        client.post(self._path(), {"name": email.partition("@")[0], "email": email})

    def _path(self) -> str:
        from bocage.first_steps.operations.ownership import make_owner_link

        return "/" + make_owner_link().split("/", 3)[3]


STAGES: dict[str, Stage] = {"demo": Demo(), "empty": Empty()}
