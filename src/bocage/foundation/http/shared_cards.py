"""Metadata of public pages for search engines and for shared links."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, override

from bocage.foundation.http.social_pictures import HEIGHT, WIDTH, instance_picture_path

LOCALES = {"fr": "fr_FR", "en": "en_GB"}
PAGE = "page"
"""The one parameter that makes another page: filters, campaigns and openings are left out."""


@dataclass(frozen=True, kw_only=True)
class SharedCard:
    """Metadata of a page: its canonical address, its languages, and the Open Graph properties."""

    title: str
    description: str
    address: str
    language: str
    languages: list[tuple[str, str]]
    """The languages in which it is published, each with its whole address."""
    picture: str
    picture_description: str
    picture_size: tuple[int, int] | None = None
    kind: str = "website"
    """A type of Open Graph."""
    published_at: datetime | None = None
    """Only for articles."""

    @property
    def locale(self) -> str:
        """The language as Open Graph writes it."""
        return LOCALES.get(self.language, self.language)

    @property
    def other_locales(self) -> list[str]:
        """The other languages in which the page is published, as Open Graph writes them."""
        other_languages = (
            language for language, _address in self.languages if language != self.language
        )
        return [LOCALES.get(language, language) for language in other_languages]

    @property
    def default_address(self) -> str:
        """The address for readers of any other language: the one at the root of the site."""
        return dict(self.languages).get(settings.LANGUAGE_CODE, self.address)


def card_of_request(
    request: HttpRequest, *, title: str, description: str, picture: str
) -> SharedCard | None:
    """Returns the card of the page of the request; None if no page of the product answers (a 404).

    `picture` is the path of its own picture; without one, that of the instance stands for it.
    """
    if request.resolver_match is None or not request.resolver_match.url_name:
        return None
    language = get_language() or settings.LANGUAGE_CODE
    languages = [
        (code, _canonical(request, address))
        for code, _name in settings.LANGUAGES
        if (address := address_in(request, code))
    ]
    return SharedCard(
        title=title,
        description=description,
        address=dict(languages).get(language) or _canonical(request, request.path),
        language=language,
        languages=languages,
        picture=settings.BOCAGE.public_url + (picture or instance_picture_path()),
        picture_description=title,
        picture_size=None if picture else (WIDTH, HEIGHT),
    )


def address_in(request: HttpRequest, language: str) -> str:
    """Returns the path of the present page in a language, without its query; an empty string if it
    has none.

    As `translate_url` would give it, without looking again for the view that is answering.
    """
    addresses = getattr(request, "addresses_by_language", None)
    if addresses is not None:  # The page has a name of its own in each language.
        return str(addresses.get(language, ""))
    match: Any = request.resolver_match
    assert match is not None and match.url_name  # noqa: S101, PT018 - checked by the callers
    with override(language):
        return reverse(match.view_name, args=match.args, kwargs=match.captured_kwargs)


def _canonical(request: HttpRequest, path: str) -> str:
    number = request.GET.get(PAGE, "")
    is_later_page = number.isascii() and number.isdecimal() and number.strip("0") not in {"", "1"}
    query = f"?{PAGE}={number}" if is_later_page and len(number) < 8 else ""
    return f"{settings.BOCAGE.public_url}{path}{query}"
