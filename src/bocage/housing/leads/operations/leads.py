"""Operations on leads: report, show, confirm, close, turn into a listing.

Each locks the lead and reads it again, so that two concurrent decisions of one town hall never undo
each other: the second sees the first. Each is idempotent.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import IO

from django.db import transaction
from django.utils import timezone

from bocage.foundation.db.constraints import giving_way
from bocage.foundation.db.row_locks import lock_row
from bocage.foundation.errors import NotAllowed
from bocage.foundation.events import publish
from bocage.foundation.files.photos import rewrite_photo
from bocage.housing.leads import notifications
from bocage.housing.leads.errors import CommuneGone, LeadClosed, TooManyLeads, UndoTooLate
from bocage.housing.leads.events import LeadEnded, LeadShared
from bocage.housing.leads.models.leads import Lead
from bocage.housing.leads.operations.facts import announce, announce_again
from bocage.housing.leads.operations.owner_rows import NO_OWNER, Owner, write_owner
from bocage.housing.leads.operations.photos import save_photo
from bocage.housing.market.models.facts import MarketFact
from bocage.housing.market.models.listings import Listing
from bocage.people.models import Person
from bocage.territory.models import Commune

UNDO_DELAY = timedelta(minutes=10)
MAX_UNREAD = 10
"""Leads of one person without a mandate that wait to be read: more is noise."""

CONFIRMED = (
    "status",
    "confirmed_at",
    "confirmation_requested_at",
    "stale_at",
    "market",
    "soon_offer",
)
"""Fields that a confirmation may write."""

Status = Lead.Status


@dataclass(frozen=True, kw_only=True)
class LeadReport:
    """Report of a home. Prices are euros (a month, to rent), surfaces m²."""

    kind: str
    market: str
    soon_offer: str = ""
    about_where: str = ""
    price_from_eur: int | None = None
    price_to_eur: int | None = None
    surface_m2: int | None = None
    rooms: int | None = None
    land_m2: int | None = None
    words: str = ""
    owner: Owner = NO_OWNER
    caller: str = Lead.Caller.TOWN_HALL


def report_lead(
    *,
    by: Person,
    commune: Commune,
    report: LeadReport,
    photo: IO[bytes] | None = None,
    idempotency_key: str = "",
    now: datetime | None = None,
) -> Lead:
    """Reports a home that is not on the market yet. A lead reported by a manager of the leads of
    the commune is shown at once; any other waits for a manager to show it, and the managers are
    notified.

    A repeated `idempotency_key` of the same person returns the first lead.

    Raises:
        NotAllowed: `by` has no open account.
        CommuneGone: the commune was merged into another.
        TooManyLeads: `by` holds no mandate here, and has too many unreviewed reports.
        PhotoUnreadable: the photo is not a supported picture; nothing is stored.
    """
    by.require("housing.report_lead", commune)
    if not commune.is_current:
        raise CommuneGone
    now = now or timezone.now()
    is_manager = by.has_perm("housing.manage_leads", commune)
    of_the_home = asdict(report)
    del of_the_home["owner"]
    content = rewrite_photo(photo) if photo is not None else None
    with giving_way("housing_lead_sent_once"):
        if not is_manager:
            _check_few_wait(by)
        lead = Lead.objects.create(
            commune=commune,
            reported_by=by,
            reported_at=now,
            confirmed_at=now,
            idempotency_key=idempotency_key,
            **of_the_home,
        )
        if report.owner != NO_OWNER:
            write_owner(lead, report.owner)
        if content is not None:
            save_photo(lead, content)
        if is_manager:
            _show(lead, by=by, now=now)
        else:
            notifications.notify_managers_of_report(lead)
        return lead
    return Lead.objects.select_related("commune").get(
        reported_by=by, idempotency_key=idempotency_key
    )


def share_lead(*, by: Person, lead: Lead, now: datetime | None = None) -> Lead:
    """Shows a lead that waited to be read to accompanied candidates.

    Raises:
        NotAllowed: `by` does not keep the leads of the commune.
        LeadClosed: it is closed.
    """
    by.require("housing.manage_lead", lead)
    with transaction.atomic():
        locked = locked_lead(lead)
        _check_open(locked)
        if locked.status == Status.REPORTED:
            _show(locked, by=by, now=now or timezone.now())
            notifications.notify_reporter_of_sharing(locked)
    return locked


def confirm_lead(*, by: Person, lead: Lead, now: datetime | None = None) -> Lead:
    """Confirms that the home of a lead is still free. A stale lead is shown again, and announced as
    back.

    Raises:
        NotAllowed: `by` neither reported it nor manages the leads of the commune.
        LeadClosed: it is closed.
    """
    return _confirm(by, lead, now or timezone.now(), lambda _locked: None)


def record_not_yet_free(*, by: Person, lead: Lead, now: datetime | None = None) -> Lead:
    """Records « Pas encore » : the lead becomes that of a home that will be free soon, for the
    offer that it was for.

    Raises:
        NotAllowed, LeadClosed: as `confirm_lead` does.
    """
    return _confirm(by, lead, now or timezone.now(), _postpone)


def close_lead(*, by: Person, lead: Lead, reason: str, now: datetime | None = None) -> Lead:
    """Ends a lead. It is never announced afterwards, and those who requested its number are
    notified.

    Raises:
        NotAllowed: `by` neither reported it nor manages the leads of the commune.
        ValueError: `reason` is not one of Lead.CloseReason.
    """
    reason = Lead.CloseReason(reason).value
    by.require("housing.confirm_lead", lead)
    with transaction.atomic():
        locked = locked_lead(lead)
        if locked.is_open:
            locked.close_reason = reason
            _end(locked, Status.CLOSED, now or timezone.now())
    return locked


def turn_into_listing(
    *, by: Person, lead: Lead, listing: Listing | None = None, now: datetime | None = None
) -> Lead:
    """Ends a lead whose home is on the market, and links it to its listing if we have it.

    Raises:
        NotAllowed: `by` does not manage the leads of the commune.
        LeadClosed: it is closed.
    """
    by.require("housing.manage_lead", lead)
    with transaction.atomic():
        locked = locked_lead(lead)
        if locked.status != Status.LISTED:
            _check_open(locked)
            locked.listing = listing
            _end(locked, Status.LISTED, now or timezone.now())
    return locked


def undo_report(*, by: Person, lead: Lead, now: datetime | None = None) -> Lead:
    """Withdraws a recent report: the lead ends as a mistake.

    Raises:
        NotAllowed: `by` did not report it.
        UndoTooLate: it was reported too long ago.
    """
    now = now or timezone.now()
    if by.pk != lead.reported_by_id:
        raise NotAllowed
    if lead.is_open and now - lead.reported_at > UNDO_DELAY:
        raise UndoTooLate
    return close_lead(by=by, lead=lead, reason=Lead.CloseReason.MISTAKE, now=now)


def reopen_lead(*, by: Person, lead: Lead, now: datetime | None = None) -> Lead:
    """Reopens a lead that was ended; it is confirmed today, and shown again if it was shown before.

    Candidates not reached by its previous facts are notified; after a while, all are notified that
    it is back.

    Raises:
        NotAllowed: `by` neither reported it nor manages the leads of the commune.
    """
    by.require("housing.confirm_lead", lead)
    now = now or timezone.now()
    with transaction.atomic():
        locked = locked_lead(lead)
        if locked.is_open:
            return locked
        was_just_now = locked.closed_at is not None and now - locked.closed_at <= UNDO_DELAY
        locked.close_reason, locked.closed_at, locked.listing = "", None, None
        locked.confirmed_at, locked.confirmation_requested_at, locked.stale_at = now, None, None
        locked.status = Status.SHARED if locked.shared_at else Status.REPORTED
        locked.save()
        if locked.status == Status.SHARED:
            if was_just_now:
                announce_again(locked)
            else:
                announce(locked, MarketFact.Kind.BACK, now)
            publish(LeadShared(lead_id=locked.pk, commune_code=locked.commune_id))
    return locked


def change_owner(
    *,
    by: Person,
    lead: Lead,
    owner: Owner,
    caller: str,
) -> Lead:
    """Changes the owner of a home, and who may call: for those who may release the number, or the
    reporter of the lead.

    Raises:
        NotAllowed: `by` may not.
    """
    if not (by.has_perm("housing.release_owner", lead) or by.pk == lead.reported_by_id):
        raise NotAllowed
    with transaction.atomic():
        locked = locked_lead(lead)
        # First: who coordinates may write it as long as the owner lets the welcome call.
        write_owner(locked, owner)
        locked.caller = Lead.Caller(caller).value
        locked.save(update_fields=["caller"])
    return locked


def locked_lead(lead: Lead) -> Lead:
    """Locks a lead until the end of the transaction, and returns its current row."""
    return lock_row(lead, "commune", "reported_by")


def _check_few_wait(by: Person) -> None:
    """Locks the person's row, so that many forms sent at once are counted one by one."""
    lock_row(by)
    if Lead.objects.filter(reported_by=by, status=Status.REPORTED).count() >= MAX_UNREAD:
        raise TooManyLeads


def _check_open(lead: Lead) -> None:
    if not lead.is_open:
        raise LeadClosed


def _postpone(lead: Lead) -> None:
    if lead.market != Lead.Market.SOON:
        lead.market, lead.soon_offer = Lead.Market.SOON, lead.market


def _confirm(by: Person, lead: Lead, now: datetime, change: Callable[[Lead], None]) -> Lead:
    by.require("housing.confirm_lead", lead)
    with transaction.atomic():
        locked = locked_lead(lead)
        _check_open(locked)
        change(locked)
        was_hidden = locked.status == Status.STALE
        locked.confirmed_at, locked.confirmation_requested_at, locked.stale_at = now, None, None
        if was_hidden:
            locked.status = Status.SHARED if locked.shared_at else Status.REPORTED
        locked.save(update_fields=CONFIRMED)
        if was_hidden and locked.status == Status.SHARED:
            announce(locked, MarketFact.Kind.BACK, now)
            publish(LeadShared(lead_id=locked.pk, commune_code=locked.commune_id))
    return locked


def _show(lead: Lead, *, by: Person, now: datetime) -> None:
    lead.status, lead.shared_by, lead.shared_at, lead.confirmed_at = Status.SHARED, by, now, now
    lead.confirmation_requested_at = None
    lead.save(
        update_fields=[
            "status",
            "shared_by",
            "shared_at",
            "confirmed_at",
            "confirmation_requested_at",
        ]
    )
    announce(lead, MarketFact.Kind.APPEARED, now)
    publish(LeadShared(lead_id=lead.pk, commune_code=lead.commune_id))


def _end(lead: Lead, status: str, now: datetime) -> None:
    lead.status, lead.closed_at, lead.confirmation_requested_at = status, now, None
    lead.save(
        update_fields=[
            "status",
            "closed_at",
            "close_reason",
            "confirmation_requested_at",
            "listing",
        ]
    )
    notifications.notify_candidates_of_closing(lead)
    publish(LeadEnded(lead_id=lead.pk, commune_code=lead.commune_id, status=status))
