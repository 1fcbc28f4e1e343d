"""Publication of a programme: a version, its changes since the last one, and notifications."""

from collections import defaultdict
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from bocage.foundation.db.row_locks import lock_rows
from bocage.foundation.events import publish
from bocage.network.web_school.errors import NotAtThisStage, NothingToPublish
from bocage.network.web_school.events import ProgrammePublished
from bocage.network.web_school.models.editions import WebSchoolEdition
from bocage.network.web_school.models.pitches import Pitch
from bocage.network.web_school.models.programmes import ProgrammeVersion
from bocage.network.web_school.notifications import notify_programme
from bocage.network.web_school.operations.editions import managed_edition
from bocage.network.web_school.people import coming_to
from bocage.network.web_school.programme.versions import Line, changes_between, content_of
from bocage.people.models import Person

Status = WebSchoolEdition.Status


def publish_programme(
    *, by: Person, edition: WebSchoolEdition, words: str = "", now: datetime | None = None
) -> ProgrammeVersion:
    """Publishes the current programme as a new version. Notifies the people affected by a change,
    once per version: the leaders of changed sessions, and the people who announced that they come
    before they saw the change.

    Raises:
        NotAllowed: `by` does not manage the edition.
        NotAtThisStage: its programme is not being made.
        NothingToPublish: nothing has changed since the last version.
    """
    with managed_edition(by, edition) as locked:
        if not locked.is_being_made:
            raise NotAtThisStage
        # A person who answers « j’y serai » meanwhile waits for the lock, and then sees this
        # version.
        pitches = lock_rows(locked.pitches.all()).order_by("pk")
        list(pitches.values_list("pk", flat=True))
        before = locked.versions.first()
        content = content_of(locked)
        changes = changes_between(before.content if before else [], content)
        if not content or (before is not None and not changes):
            raise NothingToPublish
        locked.version += 1
        locked.status = Status.PUBLISHED
        locked.save(update_fields=["version", "status"])
        version = ProgrammeVersion.objects.create(
            edition=locked,
            number=locked.version,
            published_at=now or timezone.now(),
            published_by=by,
            words=words,
            content=content,
            changes=changes,
        )
        version.notified_count = _notify_people(locked, changes, words)
        version.save(update_fields=["notified_count"])
        publish(ProgrammePublished(edition_id=locked.pk))
    return version


def _notify_people(edition: WebSchoolEdition, changes: list[Line], words: str) -> int:
    """Notifies each person affected by a change, in one message. Returns how many there are."""
    touching = _changes_by_person(edition, changes)
    people = Person.objects.filter(pk__in=touching, is_active=True)
    for person in people.order_by("pk"):
        notify_programme(person, edition, touching[str(person.pk)], words=words)
    return len(people)


def _changes_by_person(
    edition: WebSchoolEdition, changes: list[Line]
) -> dict[str, list[dict[str, Any]]]:
    """Returns the changes that affect each person, by their key."""
    keys = [change["pitch"] for change in changes if change["pitch"]]
    pitches = Pitch.objects.filter(pk__in=keys)
    coming = coming_to([pitch.pk for pitch in pitches])
    touched: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for change in changes:
        fields = {name: value for name, value in change.items() if isinstance(value, str)}
        leaders = set(change["leaders"])
        for leader in sorted(leaders):
            touched[leader].append({**fields, "role": "leads"})
        pitch = _key(change)
        for attendee in coming.get(pitch, []) if pitch else []:
            if str(attendee.person_id) not in leaders and attendee.seen_version < edition.version:
                touched[str(attendee.person_id)].append({**fields, "role": "comes"})
    return touched


def _key(change: Line) -> UUID | None:
    return UUID(change["pitch"]) if change["pitch"] else None
