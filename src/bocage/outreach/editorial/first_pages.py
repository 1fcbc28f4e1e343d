"""The first pages of a site, with the words that the product has while nobody has written any."""

from __future__ import annotations

from uuid import UUID

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Locale, Page
from wagtail.rich_text import RichText

from bocage.foundation.instance import current_instance
from bocage.foundation.replica import marks_own_writes
from bocage.outreach.editorial.new_pages import add_published
from bocage.outreach.models.editorial import HomePage, LegalPage

LEGAL = (
    (LegalPage.Subject.ACCESSIBILITY, "accessibilite", "accessibility"),
    (LegalPage.Subject.PERSONAL_DATA, "donnees-personnelles", "personal_data"),
    (LegalPage.Subject.ABOUT, "a-propos", "about"),
)
"""The subject, the last part of the address in every language, and the name of its template."""


def first_steps() -> list[dict[str, str]]:
    """How a desk is booked, in the language of the moment."""
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
            "title": _("On vous attend"),
            "words": _(
                "Le lieu sait qui vient et ce qu’il faut préparer. Un empêchement ? Vous "
                "annulez d’un geste, et pouvez vous raviser."
            ),
        },
    ]


def first_promises() -> list[dict[str, str]]:
    """What the product promises, each with the page that keeps it, in the present language."""
    return [
        {
            "title": _("Un bureau près de chez vous"),
            "icon": "desk",
            "words": _(
                "Des lieux ouverts à tous, leur débit mesuré quand il l’est, quelqu’un sur place. "
                "À la demi-journée, sans abonnement."
            ),
            "link": reverse("place_list"),
            "link_label": _("Réserver un bureau"),
        },
        {
            "title": _("Les logements, même cachés"),
            "icon": "house-search",
            "words": _(
                "Ce que montrent les agences et les notaires, et ce que seules les mairies savent."
            ),
            "link": reverse("home_list"),
            "link_label": _("Chercher un logement"),
        },
        {
            "title": _("Quelqu’un qui vous attend"),
            "icon": "people",
            "words": _(
                "Une réponse rapide, un élu ou un habitant qui vous parraine, une commune qui "
                "vous présente."
            ),
            "link": reverse("new_project"),
            "link_label": _("Raconter mon projet"),
        },
        {
            "title": _("Un réseau de métier"),
            "icon": "network",
            "words": _(
                "Des professionnels d’ici, des rencontres régulières, et une École du Web dont "
                "les membres font le programme."
            ),
            "link": reverse("member_list"),
            "link_label": _("Voir le club"),
        },
        {
            "title": _("Un projet qui tient"),
            "icon": "growth",
            "words": _(
                "Une formation pour arriver avec une activité, pas seulement avec un espoir."
            ),
            "link": reverse("training_list"),
            "link_label": _("Voir les formations"),
        },
        {
            "title": _("Des preuves, pas des slogans"),
            "icon": "proof",
            "words": _(
                "Chaque chiffre a sa définition, sa source et son âge, comme ceux de cette page."
            ),
            "link": reverse("public_assets"),
            "link_label": _("Voir nos atouts"),
        },
    ]


def promises_introduction() -> str:
    """The sentence before them."""
    return _("Chacune mène à ce qui la tient : vérifiez, essayez, et dites-nous ce qui manque.")


def legal_title(name: str) -> str:
    """The title of a page that every foot leads to."""
    titles = {
        "accessibility": _("Accessibilité"),
        "personal_data": _("Données personnelles"),
        "about": _("À propos"),
    }
    return titles[name]


def legal_introduction(name: str) -> str:
    """The sentence under it."""
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
    """Its text, as HTML of titles, paragraphs, lists and links alone."""
    return render_to_string(
        f"outreach/legal/{name}.html",
        {"instance": current_instance(), "marks_own_writes": marks_own_writes()},
    )


def add_first_pages(root: Page, locales: dict[str, Locale]) -> HomePage:
    """The home page of each language with the legal ones under it; returns the French one."""
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
            legal = [_first_legal(locale, *one) for one in LEGAL]
        for page in legal:
            page.translation_key = keys.setdefault(page.slug, page.translation_key)
        add_published(legal, under=home, author_id=None, at=at)
    return homes[0]


def _first_home(locale: Locale) -> HomePage:
    return HomePage(
        title=_("Travailler et vivre ici"),
        slug=f"accueil-{locale.language_code}",
        locale=locale,
        steps=[("step", one) for one in first_steps()],
        promises_introduction=promises_introduction(),
        promises=[("promise", one) for one in first_promises()],
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
