"""Charter of a commune, as signed."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from bocage.foundation.documents import pdf_of
from bocage.foundation.formatting.grammar import of_name
from bocage.foundation.formatting.times import format_date
from bocage.welcome.charters.models import Commitment, WelcomeCharter
from bocage.welcome.charters.text import articles_of


def charter_pdf(charter: WelcomeCharter, commitments: Sequence[Commitment]) -> bytes:
    """Renders the charter as PDF: its text, its commitments and its signatory, under the name that
    the commune had when it signed.
    """
    name = charter.former_name or charter.commune.name
    day = timezone.localtime(charter.signed_at).date()
    return pdf_of(
        "welcome/documents/charter.typ",
        {
            "title": _("Charte d’accueil"),
            "commune": name,
            "commune_label": _("Commune %(of_commune)s")
            % {"of_commune": of_name(name), "commune": name},
            "articles": articles_of(charter.text_version),
            "promises_label": _("Nous nous engageons à"),
            "promises": [
                {"title": commitment.title, "due": _until(commitment.due_on)}
                for commitment in commitments
            ],
            "done": _("Signée le %(day)s")
            % {"day": format_date(day, with_year=True, with_weekday=False)},
            "signer": charter.signer_name,
            "signer_title": charter.signer_title,
        },
    )


def _until(day: date) -> str:
    return _("d’ici le %(day)s") % {"day": format_date(day, with_year=True, with_weekday=False)}
