"""Initial pages of a site, with the default texts of the product."""

from uuid import UUID

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Locale, Page
from wagtail.rich_text import RichText

from bocage.foundation.http.replica import marks_own_writes
from bocage.foundation.instance import current_instance
from bocage.outreach.editorial.models.pages import HomePage, LegalPage
from bocage.outreach.editorial.new_pages import add_published
from bocage.outreach.editorial.presence import present_subjects

LEGAL = (
    (LegalPage.Subject.ACCESSIBILITY, "accessibilite", "accessibility"),
    (LegalPage.Subject.PERSONAL_DATA, "donnees-personnelles", "personal_data"),
    (LegalPage.Subject.ABOUT, "a-propos", "about"),
)
"""The subject, the last part of the address in every language, and the name of its template."""


def first_steps() -> list[dict[str, str]]:
    """Returns the default steps of the home page, which explain how to book a desk, in the active
    language.
    """
    return [
        {
            "title": _("Vous cherchez"),
            "words": _(
                "Une commune, un jour, une demi-journée. Le plus proche vient en premier, avec "
                "la distance et ce qui est libre."
            ),
        },
        {
            "title": _("Vous réservez"),
            "words": _(
                "Une salle, ou n’importe quel poste libre. La confirmation arrive par courriel, "
                "avec l’événement pour votre agenda."
            ),
        },
        {
            "title": _("Vous venez"),
            "words": _(
                "Le lieu sait qui vient et ce qu’il faut préparer. Un empêchement ? Vous "
                "annulez d’un geste, et pouvez vous raviser."
            ),
        },
    ]


def first_promises() -> list[dict[str, str]]:
    """Returns the default promises of the home page, each with the page that shows it, in the
    active language, without those of which the instance has nothing.
    """
    subjects = present_subjects()
    return [promise for name, promise in _promises().items() if name in subjects]


def _promises() -> dict[str, dict[str, str]]:
    return {
        "places": {
            "title": _("Un bureau près de chez vous"),
            "icon": "desk",
            "words": _("Des lieux de travail partagés, avec ce qui y est libre chaque jour."),
            "link": reverse("place_list"),
            "link_label": _("Réserver un bureau"),
        },
        "homes": {
            "title": _("Se loger"),
            "icon": "house-search",
            "words": _("Les logements à vendre et à louer, réunis en une seule recherche."),
            "link": reverse("home_list"),
            "link_label": _("Chercher un logement"),
        },
        "welcome": {
            "title": _("Quelqu’un pour vous répondre"),
            "icon": "people",
            "words": _("Racontez votre projet : l’équipe d’accueil le lit et vous répond."),
            "link": reverse("new_project"),
            "link_label": _("Raconter mon projet"),
        },
        "club": {
            "title": _("Un réseau professionnel"),
            "icon": "network",
            "words": _("Des professionnels d’ici, leurs rencontres et leur entraide."),
            "link": reverse("member_list"),
            "link_label": _("Voir le club"),
        },
        "training": {
            "title": _("Se former"),
            "icon": "growth",
            "words": _("Les formations du territoire, et comment s’y inscrire."),
            "link": reverse("training_list"),
            "link_label": _("Voir les formations"),
        },
        "assets": {
            "title": _("Le territoire en chiffres"),
            "icon": "proof",
            "words": _("Des chiffres avec leur source et leur date."),
            "link": reverse("public_assets"),
            "link_label": _("Voir nos atouts"),
        },
    }


def legal_title(name: str) -> str:
    """Returns the title of a legal page linked from every footer."""
    titles = {
        "accessibility": _("Accessibilité"),
        "personal_data": _("Données personnelles"),
        "about": _("À propos"),
    }
    return titles[name]


def legal_introduction(name: str) -> str:
    """Returns the introduction of a legal page."""
    sentences = {
        "accessibility": _(
            "Ce site est fait pour être utilisé par tous : au clavier, au doigt, à la voix, avec "
            "un lecteur d’écran, agrandi quatre fois."
        ),
        "personal_data": _("Ce que nous gardons de vous, pourquoi, et comment le reprendre."),
        "about": _(
            "Un service public de proximité, et un logiciel que chacun peut lire, reprendre et "
            "améliorer."
        ),
    }
    return sentences[name]


def legal_text(name: str) -> str:
    """Renders the default text of a legal page, as HTML with only headings, paragraphs, lists and
    links.
    """
    return render_to_string(
        f"outreach/editorial/legal/{name}.html",
        {"instance": current_instance(), "marks_own_writes": marks_own_writes()},
    )


def add_first_pages(root: Page, locales: dict[str, Locale]) -> HomePage:
    """Creates the home page of each language with its legal pages; returns the French one."""
    homes: list[HomePage] = []
    for language, locale in locales.items():
        with override(language):
            homes.append(_first_home(locale))
            homes[-1].translation_key = homes[0].translation_key
    at = timezone.now()
    add_published(homes, under=root, author_id=None, at=at)
    keys: dict[str, UUID] = {}
    for home, locale in zip(homes, locales.values(), strict=True):
        with override(locale.language_code):
            legal = [_first_legal(locale, *content) for content in LEGAL]
        for page in legal:
            page.translation_key = keys.setdefault(page.slug, page.translation_key)
        add_published(legal, under=home, author_id=None, at=at)
    return homes[0]


def _first_home(locale: Locale) -> HomePage:
    return HomePage(
        title=_("Travailler et vivre ici"),
        slug=f"accueil-{locale.language_code}",
        locale=locale,
        steps=[("step", first_step) for first_step in first_steps()],
    )


def _first_legal(locale: Locale, subject: str, slug: str, name: str) -> LegalPage:
    return LegalPage(
        title=legal_title(name),
        slug=slug,
        locale=locale,
        subject=subject,
        introduction=legal_introduction(name),
        body=[("text", RichText(legal_text(name)))],
    )
