"""The pages that editors have published, among which a campaign chooses where it lands."""

from collections.abc import Iterator

from django.conf import settings

from bocage.outreach.editorial.routing import published_pages
from bocage.outreach.landing_pages import landing_source


@landing_source
def editorial_pages() -> Iterator[tuple[str, str]]:
    """Every live page by its title, in both languages; those in another language than that of the
    site say which."""
    names = dict(settings.LANGUAGES)
    for page in published_pages():
        is_native = page.language == settings.LANGUAGE_CODE
        yield page.address, page.title if is_native else f"{page.title} ({names[page.language]})"
