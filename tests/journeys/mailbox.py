"""The mailbox of the demo, read as people read their mail: the newest, then a link of it."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

from bocage.people.models import Person


class Mailbox:
    """`Mailbox(page, run_tasks)`: what has been sent is delivered before it is read."""

    def __init__(self, page: Page, run_tasks: Callable[..., int]) -> None:
        self._page = page
        self._run_tasks = run_tasks

    def deliver(self) -> None:
        """Runs all pending tasks, as the worker does."""
        self._run_tasks()

    def open_newest_to(self, person: Person, subject: str) -> Locator:
        """Opens the newest message to a person with these words in its subject. Returns its
        body."""
        self._run_tasks()
        self._page.goto(f"/demo/courrier/?pour={person.email}")
        newest = self._page.locator(".mail-row-link").first
        expect(newest).to_contain_text(loosely(subject))
        newest.click()
        body = self._page.frame_locator(".mail-frame").locator("body")
        expect(body).to_be_visible()
        return body

    def press(self, body: Locator, link: str) -> None:
        """Follows a link of the message, on this server."""
        address = body.get_by_role("link", name=loosely(link)).first.get_attribute("href")
        assert address is not None
        self._page.goto(urlsplit(address).path)


def loosely(words: str) -> re.Pattern[str]:
    """The words, whatever spaces French puts between them."""
    return re.compile(r"\s".join(re.escape(word) for word in words.split()))
