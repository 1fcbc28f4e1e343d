"""Documents of an awareness meeting: the sign-in sheet, and the paper about each commune."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bocage.foundation.documents import pdf_of
from bocage.territory.models import Commune
from bocage.welcome.meetings.commune_material import material_of
from bocage.welcome.meetings.models import AwarenessMeeting, MeetingInvitation
from bocage.welcome.shared.formatting import when_words

FOLDER = "welcome/documents/"


def sign_in_sheet_pdf(meeting: AwarenessMeeting, invitations: Sequence[MeetingInvitation]) -> bytes:
    """Renders the sign-in sheet as PDF: a line for each commune, with the names, coming ones
    first.
    """
    coming = sum(invitation.comes for invitation in invitations)
    counts = ngettext(
        "%(count)d commune a répondu oui.", "%(count)d communes ont répondu oui.", coming
    )
    date_words = when_words(meeting.starts_at)
    return pdf_of(
        f"{FOLDER}sign_in_sheet.typ",
        {
            "title": _("Feuille d’émargement"),
            "epci": meeting.epci.name,
            "when": date_words[:1].upper() + date_words[1:],
            "place": meeting.place,
            "counts": counts % {"count": coming},
            "columns": [_("Commune"), _("Noms"), _("Signature")],
            "rows": [
                {"commune": invitation.commune.name, "names": invitation.names}
                for invitation in sorted(
                    invitations,
                    key=lambda invitation: (not invitation.comes, invitation.commune.name),
                )
            ],
            "made": meeting.epci.name,
            "page": _("Page"),
        },
    )


def material_pdf(commune: Commune) -> bytes:
    """Renders the paper about one commune for the meeting as PDF, from current data."""
    return pdf_of(f"{FOLDER}material.typ", material_of(commune))
