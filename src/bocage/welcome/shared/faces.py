"""URLs of the portraits of the people who accompany households."""

from django.urls import reverse

from bocage.people.models import Person, Portrait


def address_of_face(person: Person) -> str:
    """Returns the URL of a person's photo; empty where none was chosen. It costs a query unless the
    person was loaded with their `portrait`. Another photo has another URL.
    """
    try:
        portrait = person.portrait
    except Portrait.DoesNotExist:
        return ""
    return f"{reverse('face', args=[person.pk])}?{int(portrait.taken_at.timestamp())}"
