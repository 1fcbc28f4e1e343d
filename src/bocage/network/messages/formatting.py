"""Names of people in the messages of the club."""

from django.utils.translation import gettext as _

from bocage.people.models import Person


def format_name(person: Person) -> str:
    """Returns the name of a person as shown to the people they write to: their name or « Un membre
    du club », never their address.
    """
    return person.name or _("Un membre du club")
