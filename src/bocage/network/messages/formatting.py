"""Names of people in the messages of the club."""

from django.utils.translation import gettext as _

from bocage.people.models import Person


def spoken_name(person: Person) -> str:
    """How the club calls somebody to whoever they write to: by their name, never by their
    address."""
    return person.name or _("Un membre du club")
