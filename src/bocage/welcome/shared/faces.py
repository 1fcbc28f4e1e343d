"""Where the faces of those who accompany households are read."""

from django.urls import reverse

from bocage.people.models import Person, Portrait


def address_of_face(person: Person) -> str:
    """Where the photo of somebody is read; empty where none was chosen. It costs a query unless
    the person was read with their `portrait`. Another photo has another address."""
    try:
        chosen = person.portrait
    except Portrait.DoesNotExist:
        return ""
    return f"{reverse('face', args=[person.pk])}?{int(chosen.taken_at.timestamp())}"
