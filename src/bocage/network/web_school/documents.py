"""The papers of the École du Web: the certificate of who came."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from bocage.foundation.documents import pdf_of
from bocage.foundation.formatting.grammar import at_name
from bocage.foundation.formatting.times import format_date
from bocage.network.web_school.formatting import days_words
from bocage.network.web_school.models.editions import Attendance, WebSchoolEdition
from bocage.network.web_school.people import sessions_led_by

MAX_TITLES = 6


def certificate_pdf(
    edition: WebSchoolEdition, attendance: Attendance, *, today: date | None = None
) -> bytes:
    """Returns the certificate of participation of a person, with the sessions that they led."""
    led = sessions_led_by(attendance.person_id, edition=edition) if attendance.person_id else []
    made_on = format_date(today or timezone.localdate(), with_year=True, with_weekday=False)
    return pdf_of(
        "network/documents/participation.typ",
        {
            "title": _("Attestation de participation"),
            "edition": edition.name,
            "says": _("Nous attestons que"),
            "name": attendance.name,
            "came": _("a participé à l’École du Web, %(at_commune)s, %(days)s")
            % {"at_commune": at_name(edition.commune.name), "days": days_words(edition)},
            "led_label": _("et y a animé :") if led else "",
            "led": [session.title for session in led[:MAX_TITLES]],
            "done": _("Fait le %(day)s") % {"day": made_on},
            "signer": _("Pour le club"),
        },
    )
