"""Documents of `docs/` published as help pages, with their titles and links.

animer-un-lieu            a guide, by tasks
roles/lieu                the tasks of a role, and the guide of each
feuilles/lieu             the same on one sheet of paper
vocabulaire               the vocabulary
"""

from functools import cache
from posixpath import dirname, join, normpath

from django.urls import reverse
from django.utils.safestring import SafeString

from bocage.api.guides import GUIDES as DEVELOPERS_GUIDES
from bocage.foundation import written_guides
from bocage.foundation.formatting.plain_words import plain_words
from bocage.people.models import Role

OTHER_DOCUMENTS = {"vocabulaire": "vocabulaire.md", "rejoindre": "rejoindre.md"}
"""Documents of the help that are not guides."""

OF_THE_SITE = {"guides/README.md": "help_home", "indicateurs.md": "indicator_list"}
"""Documents that are already pages of the site, by URL name."""

PAGE_OF_ROLE: dict[str, str] = {
    Role.COORDINATOR: "accueil",
    Role.ELECTED: "mairie",
    Role.TOWN_HALL: "mairie",
    Role.HOST: "lieu",
    Role.SPONSOR: "parrain",
    Role.CLUB_ORGANISER: "club",
    Role.TRAINING_OFFICER: "formation",
    Role.EDITOR: "redaction",
    Role.ADMIN: "administration",
}
"""Page of each role, as named under `roles/…`."""

PAGES_WITHOUT_A_MANDATE = ("candidat", "teletravailleur")
"""Pages for people without a mandate, shown to them first."""


@cache
def documents() -> dict[str, str]:
    """Returns the files of the documents of the help, by their name in addresses."""
    folder = written_guides.guides_folder()
    of_developers = {developers_guide.file for developers_guide in DEVELOPERS_GUIDES}
    paths = {}
    for path in sorted((folder / "guides").rglob("*.md")):
        file = path.relative_to(folder).as_posix()
        if path.name != "README.md" and path.name not in of_developers:
            paths[file.removeprefix("guides/").removesuffix(".md")] = file
    return paths | OTHER_DOCUMENTS


def guides() -> list[tuple[str, str]]:
    """Lists the guides by tasks as (name in addresses, title), by title."""
    titled = [
        (name, written_guides.title_of(file))
        for name, file in documents().items()
        if "/" not in name
    ]
    return sorted(titled, key=lambda guide: plain_words(guide[1]))


def roles() -> list[tuple[str, str]]:
    """Lists the pages of the roles as (name in addresses, title)."""
    pages = dict.fromkeys((*PAGES_WITHOUT_A_MANDATE, *PAGE_OF_ROLE.values()))
    return [(f"roles/{page}", title_of(f"roles/{page}")) for page in pages]


def title_of(name: str) -> str:
    """Returns the title of a document."""
    return written_guides.title_of(documents()[name])


@cache
def render_shelf_document(name: str, language: str) -> SafeString:
    """Renders the content of a document's page, with links to pages in the given language."""
    del language  # Not used here, but part of the cache key: `reverse` depends on it.
    file = documents()[name]
    return written_guides.render_document(
        file,
        link=lambda address: address_of(normpath(join(dirname(file), address))),
        picture=_picture,
    )


def address_of(target: str) -> str:
    """Returns the address of a document on the site, with its anchor; empty if it has no page.

    `target` is a file of `docs/`, perhaps followed by `#passage`.
    """
    file, _sharp, passage = target.partition("#")
    suffix = f"#{passage}" if passage else ""
    name = next((name for name, path in documents().items() if path == file), None)
    if name is not None:
        return reverse("help_page", args=[name]) + suffix
    developers = next(
        (
            developers_guide
            for developers_guide in DEVELOPERS_GUIDES
            if f"guides/{developers_guide.file}" == file
        ),
        None,
    )
    if developers is not None:
        return reverse("developers_guide", args=[developers.slug]) + suffix
    return reverse(OF_THE_SITE[file]) if file in OF_THE_SITE else ""


def _picture(address: str) -> str:
    return reverse("help_picture", args=[address.rpartition("/")[2].removesuffix(".webp")])
