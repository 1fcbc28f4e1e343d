"""Display strings for programmes and cohorts."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bocage.foundation.formatting.money import format_euros
from bocage.foundation.formatting.times import format_date, full_period
from bocage.people.seams.meeting_rooms import RoomPlace
from bocage.training.programmes.models.cohorts import Cohort
from bocage.training.programmes.models.programmes import Programme
from bocage.training.programmes.models.sessions import CohortSession


def hours_words(minutes: int) -> str:
    """Returns a duration in words, such as « 21 heures » or « 3 h 30 »."""
    hours, remainder = divmod(minutes, 60)
    if not remainder:
        return ngettext("%(count)d heure", "%(count)d heures", hours) % {"count": hours}
    return f"{hours}\u00a0h\u00a0{remainder:02}"


def seats_words(cohort: Cohort) -> str:
    """Returns the seats left in words, such as « Il reste 4 places » or « Complet »."""
    seats_left = cohort.seats_left
    if not seats_left:
        return _("Complet")
    return ngettext("Il reste %(count)d place", "Il reste %(count)d places", seats_left) % {
        "count": seats_left
    }


def days_words(cohort: Cohort) -> str:
    """Returns the days of a cohort in words, such as « du lundi 4 janvier au vendredi 26 mars 2027
    ».
    """
    if cohort.starts_on == cohort.ends_on:
        return _("le %(day)s") % {"day": format_date(cohort.starts_on, with_year=True)}
    same_year = cohort.starts_on.year == cohort.ends_on.year
    return _("du %(first)s au %(last)s") % {
        "first": format_date(cohort.starts_on, with_year=not same_year),
        "last": format_date(cohort.ends_on, with_year=True),
    }


def when_words(session: CohortSession) -> str:
    """Returns the time of a session in words, such as « jeudi 10 décembre 2026, de 9 h à 12 h »."""
    return full_period(session.starts_at, session.ends_at)


def price_words(programme: Programme) -> str:
    """Returns the price in words, such as « 840,00 € (exonérée de TVA, article 261-4-4° a du CGI)
    »; empty if none is set.
    """
    if programme.pricing == Programme.Pricing.FREE:
        return _("Gratuite pour le ou la stagiaire.")
    if programme.price_cents is None:
        return ""
    words = {"price": format_euros(programme.price_cents), "vat": programme.get_vat_display()}
    return _("%(price)s (%(vat)s)") % words


def place_words(room: RoomPlace) -> str:
    """Returns the location of a room in words, such as « Salle du bas, Le Moulin, 3 rue du Pont,
    61500 Sées »; at most 300 characters.
    """
    return ", ".join(filter(None, [room.room_name, room.place_name, room.address]))[:300]


def ahead(cohort: Cohort, now: datetime) -> list[tuple[CohortSession, str]]:
    """Returns the planned sessions of a cohort that are not over, with their times in words; one
    query.
    """
    return [(session, when_words(session)) for session in cohort.sessions.to_come(now)]
