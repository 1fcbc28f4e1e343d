"""Name of a newcomer as shown to the club: the first name only."""

from django.utils.translation import gettext as _

from bocage.people.models import Person


def first_name_of(person: Person) -> str:
    """Returns the first word of a person's name; « Une personne » if they gave none."""
    return person.name.split()[0] if person.name.strip() else _("Une personne")
