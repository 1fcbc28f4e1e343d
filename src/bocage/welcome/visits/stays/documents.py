"""Printed sheet of a stay, which the household carries."""

from typing import Any

from django.utils import timezone
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext as _

from bocage.foundation.documents import pdf_of
from bocage.foundation.formatting.dates import date_format
from bocage.foundation.formatting.times import format_date, full_period
from bocage.foundation.instance import current_instance
from bocage.welcome.visits.itinerary.programme import Moment, ProgrammeDay, programme_of
from bocage.welcome.visits.recipients import face_of
from bocage.welcome.visits.stays.formatting import arrival_words, facts_of_team
from bocage.welcome.visits.stays.models import Stay
from bocage.welcome.visits.weekends.formatting import places_of_stay

TEMPLATE = "welcome/documents/stay.typ"


def stay_pdf(stay: Stay) -> bytes:
    """Renders the sheet of a stay as PDF, in the active language."""
    team, places = facts_of_team(face_of(stay)), places_of_stay(stay)
    contact = ", ".join(filter(None, [team.name, team.phone, team.mail]))
    return pdf_of(
        TEMPLATE,
        {
            "title": stay.name,
            "over": _("Séjour de découverte"),
            "of": stay.project.name,
            "dates": full_period(stay.starts_at, stay.ends_at),
            "facts": facts(
                (_("Arrivée"), arrival_words(stay)),
                (_("Qui vous conduit"), places.car),
                (_("Qui vous loge"), places.night),
                (_("Votre contact"), contact),
            ),
            "words": stay.words,
            "days": [day_rows(day) for day in programme_of(stay)],
            "nothing": _("Rien de prévu ce jour-là."),
            "made": f"{made_words()} {_('La page du séjour suit les changements.')}",
            "page": _("Page"),
        },
    )


def file_name(stay: Stay, extension: str) -> str:
    """Returns the file name of a stay's sheet, as `sejour-2026-12-04-famille-marchand.pdf`."""
    day = timezone.localdate(stay.starts_at)
    return f"sejour-{day:%Y-%m-%d}-{slugify(stay.project.name)[:60] or 'bocage'}.{extension}"


def facts(*rows: tuple[str, str]) -> list[tuple[str, str]]:
    """Returns the rows whose second cell is not empty."""
    return [row for row in rows if row[1]]


def made_words() -> str:
    """Returns the sentence giving the day on which the sheet was made and the instance that made
    it.
    """
    return _("Fait le %(day)s par %(instance)s.") % {
        "day": date_format(timezone.localdate(), "DATE_FORMAT"),
        "instance": current_instance().name,
    }


def day_rows(day: ProgrammeDay[Any]) -> dict[str, Any]:
    """Returns a day in the form that the sheet prints."""
    return {
        "day": capfirst(format_date(day.day, with_year=True)),
        "moments": [_printed(moment) for moment in day.moments],
    }


def _printed(moment: Moment[Any]) -> dict[str, Any]:
    step = moment.step
    contact = ", ".join(filter(None, [step.contact_name, step.contact_phone]))
    return {
        "hours": moment.hours,
        "title": step.title,
        "location": step.location,
        "met": contact,
        "words": step.words,
        "leg": capfirst(moment.leg.words) if moment.leg is not None else "",
        "note": "" if moment.is_confirmed else _("à confirmer"),
    }
