"""The first pages of a site, with the words that the product has while nobody has written any."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Locale, Page
from wagtail.rich_text import RichText

from bocage.foundation.instance import current_instance
from bocage.outreach.models.editorial import HomePage, LegalPage

LEGAL = (
    (LegalPage.Subject.ACCESSIBILITY, "accessibilite", "accessibility"),
    (LegalPage.Subject.PERSONAL_DATA, "donnees-personnelles", "personal_data"),
    (LegalPage.Subject.ABOUT, "a-propos", "about"),
)
"""The subject, the last part of the address in every language, and the name of its template."""


def first_promises() -> list[dict[str, str]]:
    """What the product promises, in the language of the moment."""
    in_preparation = _("en préparation")
    return [
        {
            "title": _("Un bureau près de chez vous"),
            "icon": "desk",
            "words": _(
                "Des lieux ouverts à tous, leur débit mesuré quand il l’est, quelqu’un sur place. "
                "À la demi-journée, sans abonnement."
            ),
        },
        {
            "title": _("Les logements, même cachés"),
            "icon": "house-search",
            "words": _(
                "Ce que montrent les agences et les notaires, et ce que seules les mairies savent."
            ),
            "link": "/logements/",
            "link_label": _("Chercher un logement"),
        },
        {
            "title": _("Quelqu’un qui vous attend"),
            "icon": "people",
            "words": _(
                "Une réponse rapide, un élu ou un habitant qui vous parraine, une commune qui "
                "vous présente."
            ),
            "status": in_preparation,
        },
        {
            "title": _("Un réseau de métier"),
            "icon": "network",
            "words": _(
                "Des professionnels d’ici, des rencontres régulières, et une École du Web dont "
                "les membres font le programme."
            ),
            "status": in_preparation,
        },
        {
            "title": _("Un projet qui tient"),
            "icon": "growth",
            "words": _(
                "Une formation pour arriver avec une activité, pas seulement avec un espoir."
            ),
            "status": in_preparation,
        },
        {
            "title": _("Des preuves, pas des slogans"),
            "icon": "proof",
            "words": _(
                "Chaque chiffre a sa définition, sa source et son âge, comme ceux de cette page. "
                "Les suivants viendront de même."
            ),
        },
    ]


def promises_introduction() -> str:
    """The sentence before them."""
    return _(
        "Les deux premières promesses sont tenues : on réserve un bureau et on cherche un "
        "logement dès aujourd’hui. Les autres sont ce que le territoire construit ; chacune "
        "ouvrira ici quand elle sera vraie."
    )


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
    return render_to_string(f"outreach/legal/{name}.html", {"instance": current_instance()})


def add_first_pages(root: Page, locales: dict[str, Locale]) -> HomePage:
    """The home page of each language with the legal ones under it; returns the French one."""
    homes: dict[str, HomePage] = {}
    keys: dict[str, LegalPage] = {}
    for language, locale in locales.items():
        with override(language):
            home = _first_home(locale)
            if homes:
                home.translation_key = next(iter(homes.values())).translation_key
            homes[language] = root.add_child(instance=home)
            for subject, slug, name in LEGAL:
                page = _first_legal(locale, subject, slug, name)
                if slug in keys:
                    page.translation_key = keys[slug].translation_key
                keys[slug] = homes[language].add_child(instance=page)
            for page in (homes[language], *homes[language].get_children().specific()):
                page.save_revision().publish()
    return next(iter(homes.values()))


def _first_home(locale: Locale) -> HomePage:
    home = HomePage(
        title=_("Travailler et vivre ici"),
        slug=f"accueil-{locale.language_code}",
        locale=locale,
        promises_introduction=promises_introduction(),
        promises=[("promise", one) for one in first_promises()],
    )
    home.draft_title = home.title
    return home


def _first_legal(locale: Locale, subject: str, slug: str, name: str) -> LegalPage:
    return LegalPage(
        title=legal_title(name),
        slug=slug,
        locale=locale,
        subject=subject,
        introduction=legal_introduction(name),
        body=[("text", RichText(legal_text(name)))],
    )
