"""Import of people from a list, some hundred at a time.

Importing a list twice adds neither people nor touches. A list never restores a withdrawn consent.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.row_locks import lock_row, lock_rows
from bocage.foundation.jobs.tasks import periodic
from bocage.outreach.campaigns.models import Campaign
from bocage.outreach.prospects.formatting import words_of
from bocage.outreach.prospects.models.consents import ProspectConsent
from bocage.outreach.prospects.models.prospects import Prospect, ProspectQuerySet, Touch
from bocage.outreach.prospects.notifications import ask_mailbox
from bocage.outreach.prospects.operations.consents import NEEDS_A_MAILBOX
from bocage.outreach.prospects.operations.prospects import FILLED_ONCE, Capture, surviving_record
from bocage.people.models import Person
from bocage.people.table_imports.kinds import Fate

CONFIRMATION_BATCH = 300
"""Letters that leave at once to the people of lists, every ten minutes of the day."""
UNSUBSCRIBED = "left"
"""Fate of people who had unsubscribed."""

Captures = Mapping[str, Capture]
"""People of a list, by the address or telephone that identifies them."""


@dataclass(frozen=True, kw_only=True)
class ListTerms:
    """Terms of an imported list: the campaign that met its people, and the lawful basis for writing
    to them.
    """

    campaign: Campaign
    lawful_basis: str
    purposes: list[str]
    brought_by: Person
    file_name: str


def list_fates(terms: ListTerms, captures: Captures) -> dict[str, str]:
    """Returns what an import would do to each person of a list."""
    matches = _matching_records(Prospect.objects.all(), terms, captures)
    unsubscribed = _agreements({prospect.pk: prospect for prospect in matches.values()})[1]
    return _fates(captures, matches, unsubscribed, created=set())


def write_list(terms: ListTerms, captures: Captures, *, now: datetime) -> dict[str, str]:
    """Writes the people of a list, within the transaction of the caller, and returns what was done
    to each. It is idempotent.
    """
    matches, created = _records(terms, captures, now)
    _record_touches(terms, matches, now)
    unsubscribed = _record_agreements(terms, matches, now)
    return _fates(captures, matches, unsubscribed, created)


def _fates(
    captures: Captures, matches: Mapping[str, Prospect], unsubscribed: set[UUID], created: set[UUID]
) -> dict[str, str]:
    fates: dict[str, str] = {}
    for key in captures:
        prospect = matches.get(key)
        if prospect is None or prospect.pk in created:
            fates[key] = Fate.NEW
        else:
            fates[key] = UNSUBSCRIBED if prospect.pk in unsubscribed else Fate.SAME
    return fates


@periodic(
    "*/10 8-19 * * *",
    description=_("Demande aux adresses d’une liste si elles veulent des lettres"),
)
def ask_imported_mailboxes(*, now: datetime | None = None) -> int:
    """Mails a batch of the addresses of imported lists to request confirmation; they receive
    nothing else before they confirm. Returns the number of mails sent."""
    now = now or timezone.now()
    waiting = ProspectConsent.objects.filter(
        collection_method=ProspectConsent.CollectionMethod.IMPORT,
        withdrawn_at=None,
        confirmed_at=None,
        prospect__confirmation_requested_at=None,
        prospect__erased_at=None,
    ).exclude(prospect__email="")
    keys = waiting.order_by("given_at", "id").values_list("prospect", flat=True)[
        :CONFIRMATION_BATCH
    ]
    mailed = 0
    for prospect in Prospect.objects.filter(pk__in=list(keys)).order_by("pk"):
        with transaction.atomic():
            mailed += ask_mailbox(lock_row(prospect), now)
    return mailed


def _records(
    terms: ListTerms, captures: Captures, now: datetime
) -> tuple[dict[str, Prospect], set[UUID]]:
    """Returns the record of each person, and the set of new ones. A record created concurrently by
    a form is rejected by the constraint, and read again."""
    locked = lock_rows(Prospect.objects.all())
    matches = _matching_records(locked, terms, captures)
    # In one order, so that two lists of the same people wait for each other without a deadlock.
    new = [_new(captures[key], now) for key in sorted(captures.keys() - matches.keys())]
    Prospect.objects.bulk_create(new, ignore_conflicts=True)
    created = set(
        Prospect.objects.filter(pk__in=[prospect.pk for prospect in new]).values_list(
            "pk", flat=True
        )
    )
    met_again = [key for key in captures if key in matches]
    for key in met_again:
        _fill(matches[key], captures[key], now)
    Prospect.objects.bulk_update(
        {matches[key].pk: matches[key] for key in met_again}.values(),
        [*FILLED_ONCE, "last_touch_at"],
    )
    matches |= {
        prospect.email or prospect.phone: prospect for prospect in new if prospect.pk in created
    }
    if len(created) < len(new):
        matches = _matching_records(locked, terms, captures)
    return matches, created


def _matching_records(
    records: ProspectQuerySet, terms: ListTerms, captures: Captures
) -> dict[str, Prospect]:
    departement = terms.campaign.departement_id
    records = records.filter(departement=departement, erased_at=None).order_by("pk")
    emails = [capture.email for capture in captures.values() if capture.email]
    phones = [capture.phone for capture in captures.values() if not capture.email]
    matches: dict[str, Prospect] = {}
    for by, values in (("email", emails), ("phone", phones)):
        if not values:
            continue
        for record in records.filter(**{f"{by}__in": values}):
            key = getattr(record, by)
            if key not in matches or matches[key].merged_into_id:
                matches[key] = record
    return {key: surviving_record(match) for key, match in matches.items()}


def _new(capture: Capture, now: datetime) -> Prospect:
    return Prospect(
        departement=capture.departement,
        email=capture.email,
        language=capture.language,
        captured_at=now,
        last_touch_at=now,
        **{name: getattr(capture, name) for name in FILLED_ONCE},
    )


def _fill(prospect: Prospect, capture: Capture, now: datetime) -> None:
    for name in FILLED_ONCE:
        if not getattr(prospect, name):
            setattr(prospect, name, getattr(capture, name))
    prospect.last_touch_at = max(prospect.last_touch_at, now)


def _record_touches(terms: ListTerms, matches: dict[str, Prospect], now: datetime) -> None:
    """Records one touch per person and campaign, however often their lists are imported."""
    Touch.objects.bulk_create(
        [
            Touch(
                prospect=prospect,
                campaign=terms.campaign,
                kind=Touch.Kind.IMPORT,
                at=now,
                by=terms.brought_by,
                note=terms.file_name[:400],
                sent_as=uuid5(terms.campaign.pk, str(prospect.pk)),
            )
            for prospect in {match.pk: match for match in matches.values()}.values()
        ],
        ignore_conflicts=True,
    )


def _agreements(prospects: Mapping[UUID, Prospect]) -> tuple[dict[UUID, set[str]], set[UUID]]:
    """Returns the purposes that people agreed to before, by key, and the keys of those who had
    unsubscribed."""
    purposes_of: dict[UUID, set[str]] = {}
    unsubscribed = {
        key
        for key, prospect in prospects.items()
        if prospect.status == Prospect.Status.UNSUBSCRIBED
    }
    rows = ProspectConsent.objects.filter(prospect__in=prospects)
    for key, purpose, withdrawn_at in rows.values_list("prospect", "purpose", "withdrawn_at"):
        purposes_of.setdefault(key, set()).add(purpose)
        if withdrawn_at is not None:
            unsubscribed.add(key)
    return purposes_of, unsubscribed


def _record_agreements(terms: ListTerms, matches: dict[str, Prospect], now: datetime) -> set[UUID]:
    """Stores the consents stated by the list. Returns the people who had already unsubscribed."""
    prospects = {match.pk: match for match in matches.values()}
    agreed_purposes, unsubscribed = _agreements(prospects)
    ProspectConsent.objects.bulk_create(
        [
            _consent(terms, prospect, purpose, now)
            for key, prospect in prospects.items()
            for purpose in _purposes(terms, prospect)
            if purpose not in agreed_purposes.get(key, ()) and key not in unsubscribed
        ],
        ignore_conflicts=True,
    )
    return unsubscribed


def _purposes(terms: ListTerms, prospect: Prospect) -> Iterator[str]:
    for purpose in terms.purposes:
        if prospect.email if purpose in NEEDS_A_MAILBOX else prospect.phone:
            yield purpose


def _consent(terms: ListTerms, prospect: Prospect, purpose: str, now: datetime) -> ProspectConsent:
    return ProspectConsent(
        prospect=prospect,
        purpose=purpose,
        words=words_of(purpose, prospect.language),
        collection_method=ProspectConsent.CollectionMethod.IMPORT,
        lawful_basis=terms.lawful_basis,
        campaign=terms.campaign,
        given_at=now,
        confirmed_at=None if purpose in NEEDS_A_MAILBOX else now,
        recorded_by=terms.brought_by,
    )
