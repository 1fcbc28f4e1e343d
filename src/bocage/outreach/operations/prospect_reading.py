"""A list of prospects is read some hundred rows at a time, so that its size does not matter.

Each batch is one transaction that writes its rows and how far it came: a task that died goes on
there, and a list that is brought twice adds nobody and no touch. Who took an agreement back keeps
it back: a list never brings anybody in again.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import batched, islice
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal
from bocage.foundation.row_locks import lock_row, lock_rows
from bocage.foundation.tasks import periodic
from bocage.outreach.consent_words import words_of
from bocage.outreach.imports.prospect_rows import ListRow, ListUnreadable, read_rows
from bocage.outreach.models import (
    ImportProblem,
    Prospect,
    ProspectConsent,
    ProspectImport,
    Touch,
)
from bocage.outreach.operations.consents import NEEDS_A_MAILBOX
from bocage.outreach.operations.prospect_imports import State, close_import, lock_import
from bocage.outreach.operations.prospects import (
    SAID_ONCE,
    Capture,
    normalised,
    standing_record,
)
from bocage.outreach.prospect_letters import ask_mailbox

ROWS_AT_ONCE = 500
MOST_PROBLEMS = 10_000
"""Rows that are told one by one; beyond it, they are counted."""
ASKED_AT_ONCE = 300
"""Letters that leave at once to the people of lists, every ten minutes of the day."""
ENGLISH = frozenset({"en", "english", "anglais"})


@dataclass
class Batch:
    """Rows that are written together, by whom they are found."""

    captures: dict[str, Capture] = field(default_factory=dict)
    problems: list[ImportProblem] = field(default_factory=list)
    repeated: int = 0


def read_import(import_id: UUID, *, now: datetime | None = None) -> None:
    """Reads a list to its end, from where it was left. Done twice, it is harmless."""
    now = now or timezone.now()
    brought = ProspectImport.objects.get(pk=import_id)
    if brought.state not in {State.WAITING, State.READING}:
        return
    problem = ""
    try:
        with brought.file.open("rb") as stream:
            rows = read_rows(stream, brought.mapping)
            for some in batched(islice(rows, brought.rows, None), ROWS_AT_ONCE):
                _write(brought, some, stream.tell(), now)
    except ListUnreadable as unreadable:
        problem = f"{unreadable.code}:{unreadable.line}"
    with transaction.atomic():
        brought = lock_import(brought)
        close_import(brought, State.FAILED if problem else State.DONE, problem=problem, now=now)


@periodic(
    "*/10 8-19 * * *", says=_("Demande aux adresses d’une liste si elles veulent des lettres")
)
def ask_imported_mailboxes(*, now: datetime | None = None) -> int:
    """Asks the mailboxes of lists to confirm, some at a time; nothing is sent to them before."""
    now = now or timezone.now()
    waiting = ProspectConsent.objects.filter(
        how=ProspectConsent.How.IMPORT,
        withdrawn_at=None,
        confirmed_at=None,
        prospect__confirmation_asked_at=None,
        prospect__erased_at=None,
    ).exclude(prospect__email="")
    keys = waiting.order_by("given_at", "id").values_list("prospect", flat=True)[:ASKED_AT_ONCE]
    asked = 0
    for prospect in Prospect.objects.filter(pk__in=list(keys)).order_by("pk"):
        with transaction.atomic():
            asked += ask_mailbox(lock_row(prospect), now)
    return asked


def _write(brought: ProspectImport, rows: tuple[ListRow, ...], octets: int, now: datetime) -> None:
    with transaction.atomic():
        locked = lock_import(brought)
        if locked.rows != brought.rows or locked.state not in {State.WAITING, State.READING}:
            raise ListUnreadable("read_elsewhere")
        batch = _batch(locked, rows)
        known, made = _records(locked, batch, now)
        _keep_touches(locked, known, now)
        left = _keep_agreements(locked, known, now)
        kept = max(0, MOST_PROBLEMS - locked.refused)
        ImportProblem.objects.bulk_create(batch.problems[:kept])
        locked.state = State.READING
        locked.rows += len(rows)
        locked.octets_read = octets
        locked.made += made
        locked.met_again += len(batch.captures) - made + batch.repeated
        locked.left_alone += left
        locked.refused += len(batch.problems)
        locked.save()
    brought.rows = locked.rows


def _batch(brought: ProspectImport, rows: tuple[ListRow, ...]) -> Batch:
    batch = Batch()
    for row in rows:
        try:
            capture = _capture(brought, row)
        except Refusal as refusal:
            batch.problems.append(_problem(brought, row, refusal.code))
            continue
        if capture is None:
            batch.problems.append(_problem(brought, row, row.problem))
            continue
        key = capture.email or capture.phone
        batch.repeated += key in batch.captures
        batch.captures.setdefault(key, capture)
    return batch


def _capture(brought: ProspectImport, row: ListRow) -> Capture | None:
    if row.problem:
        return None
    said = row.cells
    return normalised(
        Capture(
            departement=brought.campaign.departement,
            campaign=brought.campaign,
            kind=Touch.Kind.IMPORT,
            language="en" if said.get("language", "").lower() in ENGLISH else "fr",
            email=said.get("email", ""),
            phone=said.get("phone", ""),
            name=said.get("name", ""),
            origin=said.get("origin", ""),
            trade=said.get("trade", ""),
        )
    )


def _problem(brought: ProspectImport, row: ListRow, code: str) -> ImportProblem:
    field_of = {"not_an_address": "email", "not_a_phone": "phone"}.get(code, "")
    titles = {name: title for title, name in brought.mapping.items()}
    return ImportProblem(
        brought=brought,
        line=row.line,
        column=(row.column or titles.get(field_of, ""))[:120],
        code=code[:30],
        cell=row.cells.get(field_of, "")[:80],
    )


def _records(
    brought: ProspectImport, batch: Batch, now: datetime
) -> tuple[dict[str, Prospect], int]:
    """The record of each row, found or made, and how many were made. Who comes by a form at the
    same moment has one record too: what is refused by the constraint is read again."""
    found = _found(brought, batch)
    new = [_new(capture, now) for key, capture in batch.captures.items() if key not in found]
    Prospect.objects.bulk_create(new, ignore_conflicts=True)
    made = set(Prospect.objects.filter(pk__in=[one.pk for one in new]).values_list("pk", flat=True))
    met_again = [key for key in batch.captures if key in found]
    for key in met_again:
        _fill(found[key], batch.captures[key], now)
    Prospect.objects.bulk_update(
        {found[key].pk: found[key] for key in met_again}.values(), [*SAID_ONCE, "last_touch_at"]
    )
    found |= {one.email or one.phone: one for one in new if one.pk in made}
    if len(made) < len(new):
        found = _found(brought, batch)
    return found, len(made)


def _found(brought: ProspectImport, batch: Batch) -> dict[str, Prospect]:
    records = (
        lock_rows(Prospect.objects.all())
        .filter(departement=brought.campaign.departement, erased_at=None)
        .order_by("pk")
    )
    emails = [one.email for one in batch.captures.values() if one.email]
    phones = [one.phone for one in batch.captures.values() if not one.email]
    found: dict[str, Prospect] = {}
    for by, wanted in (("email", emails), ("phone", phones)):
        if not wanted:
            continue
        for record in records.filter(**{f"{by}__in": wanted}):
            key = getattr(record, by)
            if key not in found or found[key].joined_into_id:
                found[key] = record
    return {key: standing_record(one) for key, one in found.items()}


def _new(capture: Capture, now: datetime) -> Prospect:
    return Prospect(
        departement=capture.departement,
        email=capture.email,
        language=capture.language,
        captured_at=now,
        last_touch_at=now,
        **{name: getattr(capture, name) for name in SAID_ONCE},
    )


def _fill(prospect: Prospect, capture: Capture, now: datetime) -> None:
    for name in SAID_ONCE:
        if not getattr(prospect, name):
            setattr(prospect, name, getattr(capture, name))
    prospect.last_touch_at = max(prospect.last_touch_at, now)


def _keep_touches(brought: ProspectImport, known: dict[str, Prospect], now: datetime) -> None:
    """One touch for each person of the lists of a campaign, however often they are brought."""
    Touch.objects.bulk_create(
        [
            Touch(
                prospect=prospect,
                campaign=brought.campaign,
                kind=Touch.Kind.IMPORT,
                at=now,
                by=brought.brought_by,
                note=brought.file_name[:400],
                sent_as=uuid5(brought.campaign_id, str(prospect.pk)),
            )
            for prospect in {one.pk: one for one in known.values()}.values()
        ],
        ignore_conflicts=True,
    )


def _keep_agreements(brought: ProspectImport, known: dict[str, Prospect], now: datetime) -> int:
    """Keeps what the list says that its people agreed to; says how many had left before."""
    prospects = {one.pk: one for one in known.values()}
    given: dict[UUID, set[str]] = {}
    left: set[UUID] = set()
    rows = ProspectConsent.objects.filter(prospect__in=prospects)
    for key, purpose, withdrawn_at in rows.values_list("prospect", "purpose", "withdrawn_at"):
        given.setdefault(key, set()).add(purpose)
        if withdrawn_at is not None:
            left.add(key)
    left |= {key for key, one in prospects.items() if one.status == Prospect.Status.UNSUBSCRIBED}
    ProspectConsent.objects.bulk_create(
        [
            _consent(brought, prospect, purpose, now)
            for key, prospect in prospects.items()
            for purpose in _purposes(brought, prospect)
            if purpose not in given.get(key, ()) and key not in left
        ],
        ignore_conflicts=True,
    )
    return len(left)


def _purposes(brought: ProspectImport, prospect: Prospect) -> Iterator[str]:
    for purpose in brought.purposes:
        if prospect.email if purpose in NEEDS_A_MAILBOX else prospect.phone:
            yield purpose


def _consent(
    brought: ProspectImport, prospect: Prospect, purpose: str, now: datetime
) -> ProspectConsent:
    return ProspectConsent(
        prospect=prospect,
        purpose=purpose,
        words=words_of(purpose, prospect.language),
        how=ProspectConsent.How.IMPORT,
        lawful_basis=brought.lawful_basis,
        campaign=brought.campaign,
        given_at=now,
        confirmed_at=None if purpose in NEEDS_A_MAILBOX else now,
        recorded_by=brought.brought_by,
    )
