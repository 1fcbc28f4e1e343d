"""The guides for who writes programs, as pages of the site (foundation.written_guides)."""

from dataclasses import dataclass
from functools import cache

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from bocage.foundation import written_guides


@dataclass(frozen=True, kw_only=True)
class Guide:
    """Guide: its slug, its file, its title and its summary."""

    slug: str
    file: str
    title: str | Promise
    purpose: str | Promise


GUIDES = (
    Guide(
        slug="recettes",
        file="recettes-de-l-interface.md",
        title=_("Recettes"),
        purpose=_("Une réponse en cinq minutes : curl, Python, JavaScript, tableur"),
    ),
    Guide(
        slug="brancher-un-logiciel",
        file="developpeurs.md",
        title=_("Brancher un autre logiciel"),
        purpose=_("Jetons, applications, webhooks, encarts, fichiers et flux"),
    ),
    Guide(
        slug="brancher-un-assistant",
        file="brancher-un-assistant.md",
        title=_("Brancher un assistant"),
        purpose=_("Un assistant cherche, lit et réserve pour vous (MCP)"),
    ),
)


def guide_named(slug: str) -> Guide | None:
    """Returns the guide at an address; None if there is none."""
    return next((guide for guide in GUIDES if guide.slug == slug), None)


@cache
def render_guide(guide: Guide, language: str) -> SafeString:
    """Renders the content of a guide's page below its title. Links to other guides lead to their
    pages in the given language; links to files of the repository become plain text.
    """
    del language  # `reverse` reads the active language: one cache entry for each.
    return written_guides.render_document(
        f"guides/{guide.file}", link=_address, picture=lambda _file: ""
    )


def _address(link: str) -> str:
    target = next((guide for guide in GUIDES if link == guide.file), None)
    return reverse("developers_guide", args=[target.slug]) if target is not None else ""
