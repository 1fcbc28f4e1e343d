"""Documents of a ceremony: invitations, run sheet, booklet and certificates."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from bocage.foundation.documents import pdf_of
from bocage.foundation.formatting.grammar import at_name, join_words, of_name, people_words
from bocage.foundation.formatting.times import format_date
from bocage.territory.models import Commune
from bocage.welcome.ceremonies.formatting import CeremonyFacts
from bocage.welcome.ceremonies.guests import GuestLine
from bocage.welcome.ceremonies.models import Ceremony
from bocage.welcome.communes.commune_portrait import chapters_of
from bocage.welcome.shared.formatting import when_words

FOLDER = "welcome/documents/"
UNKNOWN = "…………………………"


def certificate_pdf(ceremony: CeremonyFacts, *, household: str, signed_by: str = "") -> bytes:
    """Renders the certificate of one household as PDF, to be signed by the mayor and framed."""
    town = ceremony.commune_name
    day = format_date(
        timezone.localtime(ceremony.starts_at).date(), with_year=True, with_weekday=False
    )
    return pdf_of(
        f"{FOLDER}certificate.typ",
        {
            "title": _("Certificat de bienvenue"),
            "commune_label": _("Commune %(of_commune)s") % {"of_commune": of_name(town)},
            "welcomes": _("La commune est heureuse d’accueillir"),
            "household": household,
            "among": _("parmi ses habitants, et le fait savoir."),
            "done": _("Fait %(at_commune)s, le %(day)s")
            % {
                "at_commune": at_name(town),
                "day": day,
            },
            "signer_label": _("Pour la commune"),
            "signer": signed_by,
        },
    )


def invitations_pdf(ceremony: Ceremony, households: Sequence[str]) -> bytes:
    """Renders the invitations to be posted as PDF, a page for each household."""
    town = {"of_commune": of_name(ceremony.commune.name)}
    return pdf_of(
        f"{FOLDER}ceremony_invitation.typ",
        {
            "title": _("Bienvenue chez nous"),
            "commune_label": _("Commune %(of_commune)s") % town,
            "households": list(households) or [UNKNOWN],
            "invites": _(
                "La mairie %(of_commune)s vous invite, vous et les vôtres, à la cérémonie "
                "d’accueil des nouveaux habitants"
            )
            % town,
            "when": _capital(when_words(ceremony.starts_at)),
            "place": ceremony.place,
            "words": ceremony.words,
            "lines": [
                _("Un mot suffit pour dire si vous venez : par le coupon, ou à la mairie."),
            ],
            "signer": _("La mairie %(of_commune)s") % town,
            "reply_title": _("Notre réponse, à remettre à la mairie"),
            "contact": ceremony.contact,
            "reply": [
                _("Nous viendrons. Nombre de personnes : ……"),
                _("Nous voulons bien être présentés. Comment : ………………………………………………"),
                _("Nous voulons bien être en photo (site et bulletin de la commune)"),
                _("Nous ne pourrons pas venir"),
            ],
            "reply_note": _(
                "Une case non cochée vaut non : vous restez bienvenus dans tous les cas."
            ),
        },
    )


def run_sheet_pdf(ceremony: Ceremony, guests: Sequence[GuestLine], *, silent: int) -> bytes:
    """Renders the run sheet of a ceremony as PDF: who comes, in which order they are presented, and
    a draft of the mayor's speech.
    """
    coming = [guest for guest in guests if guest.comes]
    presented = [guest for guest in coming if guest.is_presented]
    people = sum(guest.people for guest in coming)
    counts = ngettext(
        "%(count)d ménage vient, soit %(people)s.",
        "%(count)d ménages viennent, soit %(people)s.",
        len(coming),
    ) % {"count": len(coming), "people": people_words(people)}
    return pdf_of(
        f"{FOLDER}run_sheet.typ",
        {
            "title": _("Cérémonie d’accueil : déroulé"),
            "commune_label": _("Commune %(of_commune)s")
            % {"of_commune": of_name(ceremony.commune.name)},
            "when": _capital(when_words(ceremony.starts_at)),
            "place": ceremony.place,
            "counts": counts,
            "order_label": _("Un déroulé possible, à adapter"),
            "steps": [
                _("Accueil à la porte : un mot pour chacun, le livret remis en main propre."),
                _("Le mot du maire ou de la maire (proposé ci-dessous)."),
                _("Présentation de ceux qui le veulent bien, dans l’ordre de la liste."),
                _("Remise des certificats, photo de ceux qui sont d’accord."),
                _("Un verre : chaque élu va vers un ménage qu’il ne connaît pas."),
            ],
            "words_label": _("Quelques mots, à faire vôtres"),
            "speech": speech(ceremony, presented),
            "guests_label": _("Les ménages, dans l’ordre"),
            "columns": ["", _("Ménage"), _("Pers."), _("Présenté"), _("Photo"), _("Là")],
            "guests": [_row(guest) for guest in coming],
            "nobody": _("Aucun ménage n’a encore dit qu’il venait."),
            "notes": [_silent_words(silent)] if silent else [],
            "made": _("Pour la mairie seule : à ne pas afficher."),
            "page": _("Page"),
        },
    )


def booklet_pdf(ceremony: Ceremony, *, today: date | None = None) -> bytes:
    """Renders the welcome booklet of the commune as PDF, from the data of the territory today."""
    commune: Commune = ceremony.commune
    made_on = format_date(today or timezone.localdate(), with_year=True, with_weekday=False)
    epci = commune.epci.name if commune.epci else ""
    return pdf_of(
        f"{FOLDER}booklet.typ",
        {
            "title": _("Bienvenue %(at_commune)s") % {"at_commune": at_name(commune.name)},
            "welcome": _("Bienvenue"),
            "commune": at_name(commune.name) if _language() == "fr" else commune.name,
            "around": " · ".join(filter(None, [epci, commune.departement.name])),
            "words": _(
                "Vous avez choisi de vivre %(at_commune)s : nous en sommes heureux. Voici ce que "
                "nous savons de la commune, et par quoi commencer."
            )
            % {"at_commune": at_name(commune.name)},
            "words_label": _("Bienvenue chez vous"),
            "chapters": chapters_of(commune, contact=ceremony.contact),
            "steps_label": _("Vos premiers pas"),
            "steps": _first_steps(),
            "made": _("%(commune)s, livret établi le %(day)s")
            % {
                "commune": commune.name,
                "day": made_on,
            },
            "page": _("Page"),
        },
    )


def speech(ceremony: Ceremony, presented: Sequence[GuestLine]) -> list[str]:
    """Returns the paragraphs of the speech proposed to the mayor, which name only the guests who
    consented to be presented.
    """
    at = {"at_commune": at_name(ceremony.commune.name)}
    paragraphs = [
        _(
            "Mesdames, Messieurs, chers nouveaux habitants, vous auriez pu vous installer "
            "partout. Vous avez choisi de vivre %(at_commune)s : nous en sommes heureux, et "
            "un peu fiers."
        )
        % at
    ]
    if presented:
        names = join_words([guest.household for guest in presented])
        paragraphs.append(_("Nous accueillons : %(names)s.") % {"names": names})
    paragraphs.append(
        _(
            "Une commune vit de ceux qui s’y croisent : poussez la porte de la mairie, des "
            "associations, de vos voisins. Et dites-nous ce qui manque : nous ferons de notre "
            "mieux, ensemble."
        )
    )
    return paragraphs


def _row(guest: GuestLine) -> dict[str, Any]:
    return {
        "household": guest.household,
        "about": guest.about,
        "people": guest.people,
        "is_presented": guest.is_presented,
        "presented": _("oui") if guest.is_presented else _("ne pas présenter"),
        "has_photos": guest.has_photos,
        "photos": _("oui") if guest.has_photos else _("PAS DE PHOTO"),
    }


def _silent_words(count: int) -> str:
    text = ngettext(
        "%(count)d ménage invité n’a pas encore répondu.",
        "%(count)d ménages invités n’ont pas encore répondu.",
        count,
    )
    return text % {"count": count}


def _first_steps() -> list[dict[str, str]]:
    steps = [
        (_("Passer à la mairie"), _("se présenter, prendre les horaires et le bulletin.")),
        (
            _("Les listes électorales"),
            _("s’inscrire, sur service-public.gouv.fr ou à la mairie."),
        ),
        (_("L’école"), _("prendre rendez-vous avec la mairie, puis la direction.")),
        (_("Le médecin"), _("demander lesquels prennent de nouveaux patients.")),
        (_("L’eau, les déchets"), _("ouvrir l’abonnement, prendre le calendrier de collecte.")),
        (_("Internet"), _("demander le raccordement dès la date d’entrée connue.")),
        (_("Une association"), _("demander à la mairie lesquelles il y a, et en essayer une.")),
    ]
    return [{"name": name, "words": words} for name, words in steps]


def _language() -> str:
    return (get_language() or "fr")[:2]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
