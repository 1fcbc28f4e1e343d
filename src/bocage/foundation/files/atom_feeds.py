"""Feeds that anybody follows (Atom, RFC 4287). The same entries give the same bytes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.templatetags.static import static
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language

from bocage.foundation.instance import current_instance

CONTENT_TYPE = "application/atom+xml; charset=utf-8"
BEFORE_ANY_ENTRY = datetime(2026, 1, 1, tzinfo=UTC)
"""Date of the last change of an empty feed: the format requires one."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """Entry of a feed: `key` is its permanent identifier, `path` its page, `at` when it last
    changed (aware).
    """

    key: str
    title: str
    path: str
    words: str
    at: datetime


class _Feed(Atom1Feed):
    def latest_post_date(self) -> datetime:
        dates = [item["updateddate"] for item in self.items]
        return max(dates) if dates else BEFORE_ANY_ENTRY


def atom_feed(
    entries: Iterable[Entry], *, title: str, page: str, address: str, subtitle: str = ""
) -> bytes:
    """Returns the feed in the active language. `page` is the path of the page that it follows,
    `address` its own; both with their query.
    """
    site = settings.BOCAGE.public_url
    feed = _Feed(
        title=title,
        link=site + page,
        description="",
        subtitle=subtitle or None,
        language=get_language() or settings.LANGUAGE_CODE,
        feed_url=site + address,
        author_name=current_instance().name,
    )
    for entry in entries:
        feed.add_item(
            title=entry.title,
            link=site + entry.path,
            description=entry.words,
            unique_id=entry.key,
            pubdate=entry.at,
            updateddate=entry.at,
        )
    declaration, _line, document = feed.writeString("utf-8").partition("\n")
    look = f'<?xml-stylesheet type="text/css" href="{static("feed.css")}"?>'
    return f"{declaration}\n{look}\n{document}".encode()
