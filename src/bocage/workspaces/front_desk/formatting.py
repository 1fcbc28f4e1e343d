"""Name of a visitor as their host reads it."""

from django.utils.translation import gettext as _

from bocage.workspaces.bookings.models import Visit


def visitor_words(visit: Visit) -> str:
    """Returns the name of a visitor where they show it to hosts; otherwise how they came."""
    person = visit.person
    if person is not None and person.shows_name_to_hosts and person.name:
        return person.name
    if visit.is_walk_in:
        return _("De passage")
    return _("Une personne") if person is not None else _("Pris à la porte")
