"""Access notes for people who come: door codes, keys, networks."""

from bocage.foundation.db.constraints import refusing
from bocage.people.models import Person
from bocage.workspaces.booking_refusals.errors import RULES, ResourceUnknown
from bocage.workspaces.places.models import Place, Resource
from bocage.workspaces.scheduling.models.access_notes import AccessNote


def add_access_note(
    *, by: Person, place: Place, kind: str, text: str, resource: Resource | None = None
) -> AccessNote:
    """Adds a note for people who come to a place, or who hold one of its resources.

    Raises:
        NotAllowed: `by` does not run the place.
        ResourceUnknown: the resource is of another place.
    """
    _check(by, place, resource)
    with refusing(RULES):
        return AccessNote.objects.create(
            place=place, resource=resource, kind=kind, text=text.strip()
        )


def change_access_note(
    *, by: Person, note: AccessNote, kind: str, text: str, resource: Resource | None = None
) -> AccessNote:
    """Changes an access note; its previous text is stored nowhere.

    Raises:
        NotAllowed: `by` does not run the place.
        ResourceUnknown: the resource is of another place.
    """
    _check(by, note.place, resource)
    note.kind, note.text, note.resource = kind, text.strip(), resource
    with refusing(RULES):
        note.save(update_fields=["kind", "text", "resource", "updated_at"])
    return note


def remove_access_note(*, by: Person, note: AccessNote) -> None:
    """Deletes an access note. Idempotent.

    Raises:
        NotAllowed: `by` does not run the place.
    """
    _check(by, note.place, None)
    with refusing(RULES):
        AccessNote.objects.filter(pk=note.pk).delete()


def _check(by: Person, place: Place, resource: Resource | None) -> None:
    by.require("workspaces.change_place", place)
    if resource is not None and resource.place_id != place.pk:
        raise ResourceUnknown
