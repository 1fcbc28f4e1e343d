"""Lists of prospects brought in: kept aside, looked at, then read in the background."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.core.files.storage import Storage
from django.db import transaction
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.foundation.identifiers import new_identifier
from bocage.foundation.row_locks import lock_row
from bocage.foundation.stored_files import written_as_it_comes
from bocage.outreach.errors.prospect_imports import ListTooLarge, NothingAllowsIt
from bocage.outreach.imports.prospect_rows import MOST_OCTETS
from bocage.outreach.models import Campaign, ProspectConsent, ProspectImport

if TYPE_CHECKING:
    from bocage.people.models import Person

FOLDER = "prospects"
LOOKED_AT_FOR = timedelta(days=7)
State = ProspectImport.State


def bring_list(
    *,
    by: Person,
    campaign: Campaign,
    content: Iterable[bytes],
    file_name: str,
    lawful_basis: str,
    purposes: list[str],
    mapping: Mapping[str, str],
    now: datetime | None = None,
) -> ProspectImport:
    """Keeps a file, with what allows to write to its people, until somebody has looked at it.

    Raises:
        NotAllowed: `by` does not run this campaign.
        NothingAllowsIt: nobody said what gives the right to.
        ListTooLarge: nothing of it is kept.
    """
    if not by.has_perm("outreach.run_campaign", campaign):
        raise NotAllowed
    if not lawful_basis.strip():
        raise NothingAllowsIt
    name, octets = _store(content)
    return ProspectImport.objects.create(
        campaign=campaign,
        brought_by=by,
        brought_at=now or timezone.now(),
        file=name,
        file_name=" ".join(file_name.split())[:200],
        mapping=dict(mapping),
        lawful_basis=" ".join(lawful_basis.split())[:400],
        purposes=[one.value for one in ProspectConsent.Purpose if one.value in purposes],
        octets=octets,
    )


def start_import(
    *, by: Person, brought: ProspectImport, mapping: Mapping[str, str]
) -> ProspectImport:
    """Has the list read, each column as it is said here. Done twice, it is read once.

    Raises:
        NotAllowed: `by` does not run its campaign.
    """
    from bocage.outreach.tasks.prospect_imports import read_list

    if not by.has_perm("outreach.run_campaign", brought):
        raise NotAllowed
    with transaction.atomic():
        brought = lock_import(brought)
        if brought.state == State.LOOKED_AT:
            brought.mapping, brought.state = dict(mapping), State.WAITING
            brought.save(update_fields=["mapping", "state"])
            read_list.defer(import_id=str(brought.pk))
    return brought


def put_list_aside(*, by: Person | None, brought: ProspectImport) -> ProspectImport:
    """Forgets the file of a list that is not to be read. Done twice, it is harmless.

    Raises:
        NotAllowed: `by` does not run its campaign.
    """
    if by is not None and not by.has_perm("outreach.run_campaign", brought):
        raise NotAllowed
    with transaction.atomic():
        brought = lock_import(brought)
        if brought.state == State.LOOKED_AT:
            close_import(brought, State.ASIDE)
    return brought


def put_old_lists_aside(*, now: datetime | None = None) -> int:
    """Forgets the files that nobody decided about for a week."""
    oldest = (now or timezone.now()) - LOOKED_AT_FOR
    old = list(ProspectImport.objects.filter(state=State.LOOKED_AT, brought_at__lt=oldest))
    for brought in old:
        put_list_aside(by=None, brought=brought)
    return len(old)


def lock_import(brought: ProspectImport) -> ProspectImport:
    """The same import as it stands now, held until the transaction ends."""
    return lock_row(brought, "campaign__departement")


def close_import(
    brought: ProspectImport, state: str, *, problem: str = "", now: datetime | None = None
) -> None:
    """Ends an import, which the caller locked; its file goes once that is certain."""
    name = brought.file.name
    brought.state, brought.problem, brought.file = state, problem, ""
    brought.finished_at = now or timezone.now()
    brought.save(update_fields=["state", "problem", "file", "finished_at"])
    transaction.on_commit(lambda: _storage().delete(name) if name else None)


def _store(content: Iterable[bytes]) -> tuple[str, int]:
    name, octets = f"{FOLDER}/{new_identifier()}.csv", 0
    with written_as_it_comes(_storage(), name) as file:
        for chunk in content:
            octets += len(chunk)
            if octets > MOST_OCTETS:
                raise ListTooLarge
            file.write(chunk)
    return name, octets


def _storage() -> Storage:
    return ProspectImport._meta.get_field("file").storage
