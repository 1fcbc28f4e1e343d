"""Operations on saved searches: save, confirm, pause, change, stop, attach to an account."""

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from bocage.foundation.db.row_locks import lock_row, lock_rows
from bocage.foundation.errors import NotAllowed
from bocage.foundation.mail import send_mail
from bocage.housing.criteria.criteria import Area, Criteria
from bocage.housing.criteria.formatting import short_name
from bocage.housing.searches.columns import columns_of, place_columns
from bocage.housing.searches.errors import (
    MailIsTheOnlyWay,
    NotAnHour,
    RhythmUnknown,
    TooManySearches,
)
from bocage.housing.searches.holders import (
    Holder,
    can_change,
    holder_of,
    lock_searches_of,
    searches_of,
)
from bocage.housing.searches.mails import ConfirmSearchMail
from bocage.housing.searches.models import SavedSearch
from bocage.people.addresses import normalise_address
from bocage.people.errors import NotAnAddress
from bocage.people.limits import Limit, count_attempt, count_attempt_from
from bocage.people.models import Person
from bocage.people.operations.persons import known_address

MAX_SEARCHES = 20
ADDRESS_LIMIT = Limit(action="housing.search.address", amount=5, window=timedelta(minutes=15))
NETWORK_LIMIT = Limit(action="housing.search.network", amount=60, window=timedelta(minutes=15))
CONFIRM_WITHIN = timedelta(days=7)
STOPPED_RETENTION = timedelta(days=30)
"""Time for which a search waits for its confirmation, and a stopped one can be resumed."""

BATCH = 1_000
MOVED_FIELDS = ("latitude", "longitude", "west", "south", "east", "north")

Status = SavedSearch.Status
Rhythm = SavedSearch.Rhythm


def save_search(
    *, by: Person, criteria: Criteria, rhythm: str = Rhythm.IMMEDIATELY, name: str = ""
) -> SavedSearch:
    """Saves a search for a signed-in person. The same criteria saved twice make one search.

    Raises:
        CriteriaOutOfBounds: a number that no home has.
        RhythmUnknown: neither immediately, nor daily, nor weekly.
        TooManySearches: the person has twenty active searches.
    """
    _check_rhythm(rhythm)
    columns = columns_of(criteria)
    now = timezone.now()
    with transaction.atomic():
        lock_searches_of(by)
        followed = _same_wish(by, columns)
        if followed is not None:
            return followed
        _check_room(by)
        return SavedSearch.objects.create(
            person=by,
            language=by.language,
            name=name.strip()[:120] or short_name(criteria),
            status=Status.ACTIVE,
            rhythm=rhythm,
            feed_key=_new_key(),
            confirmed_at=now,
            **_quiet_hours_of(by),
            **columns,
        )


def ask_to_save_search(
    *,
    email: str,
    criteria: Criteria,
    network_address: str,
    language: str = "fr",
    rhythm: str = Rhythm.IMMEDIATELY,
    now: datetime | None = None,
) -> SavedSearch:
    """Stores a search for a person without an account, and sends a mail to confirm it.

    The response is the same for every address: nothing reveals whether it has an account or
    searches. Searches without a confirmation are deleted after a week.

    Raises:
        NotAnAddress: `email` cannot receive a mail.
        CriteriaOutOfBounds, RhythmUnknown: as `save_search`.
        TooManyAttempts: too many requests for this address, or from this network.
    """
    _check_rhythm(rhythm)
    columns = columns_of(criteria)
    moment = now or timezone.now()
    try:
        address = normalise_address(email)
    except ValidationError:
        raise NotAnAddress from None
    count_attempt_from(NETWORK_LIMIT, network_address, now=moment)
    count_attempt(ADDRESS_LIMIT, address, now=moment)
    with transaction.atomic():
        search = SavedSearch.objects.create(
            email=address,
            language=language,
            name=short_name(criteria),
            rhythm=rhythm,
            feed_key=_new_key(),
            **columns,
        )
        mail = ConfirmSearchMail(search_id=search.pk, criteria=criteria)
        send_mail(mail, to=address, language=language)
    return search


def confirm_search(*, search: SavedSearch, now: datetime | None = None) -> SavedSearch:
    """Activates a search, since the caller proved that they read its mailbox. Idempotent; a search
    that was stopped stays so.

    It goes to the account of the address where there is one.

    Raises:
        TooManySearches: the address follows twenty.
    """
    with transaction.atomic():
        lock_searches_of(holder_of(search))
        locked = _locked(search)
        if locked.status != Status.UNCONFIRMED:
            return locked
        if locked.person_id is None:
            _attach(locked, known_address(email=locked.email))
        _check_room(holder_of(locked))
        locked.status = Status.ACTIVE
        locked.confirmed_at = now or timezone.now()
        locked.save(update_fields=["status", "confirmed_at", "person", "email", "language"])
    return locked


def pause_search(*, by: Holder, search: SavedSearch) -> SavedSearch:
    """Pauses a search: it sends nothing more until it is resumed. Idempotent.

    Raises:
        NotAllowed: the search belongs to another holder.
    """
    return _move(by, search, to=Status.PAUSED, frm=(Status.ACTIVE,))


def resume_search(*, by: Holder, search: SavedSearch) -> SavedSearch:
    """Resumes a search after a pause or a stop.

    Raises:
        NotAllowed: the search belongs to another holder.
        TooManySearches: the holder has twenty other active searches.
    """
    _check_manages(by, search)
    with transaction.atomic():
        lock_searches_of(by)
        locked = _locked(search)
        if locked.status == Status.STOPPED:
            _check_room(by)
        if locked.status in {Status.STOPPED, Status.PAUSED}:
            locked.status, locked.stopped_at = Status.ACTIVE, None
            locked.save(update_fields=["status", "stopped_at"])
    return locked


def stop_search(*, by: Holder, search: SavedSearch, now: datetime | None = None) -> SavedSearch:
    """Stops a search: it sends nothing more, and is deleted unless it is resumed within a month.

    Raises:
        NotAllowed: the search belongs to another holder.
    """
    return _move(
        by,
        search,
        to=Status.STOPPED,
        frm=(Status.ACTIVE, Status.PAUSED),
        stopped_at=now or timezone.now(),
    )


def rename_search(*, by: Holder, search: SavedSearch, name: str) -> SavedSearch:
    """Renames a search; an empty name leaves it unchanged.

    Raises:
        NotAllowed: the search belongs to another holder.
    """
    _check_manages(by, search)
    search.name = " ".join(name.split())[:120] or search.name
    search.save(update_fields=["name"])
    return search


def change_rhythm(*, by: Holder, search: SavedSearch, rhythm: str) -> SavedSearch:
    """Changes how often the alerts of a search are sent: immediately, once a day or once a week.

    Pending alerts are sent at the time already set.

    Raises:
        NotAllowed: the search belongs to another holder.
        RhythmUnknown: another rhythm.
    """
    _check_manages(by, search)
    _check_rhythm(rhythm)
    search.rhythm = rhythm
    search.save(update_fields=["rhythm"])
    return search


def choose_mail(*, by: Holder, search: SavedSearch, by_mail: bool) -> SavedSearch:
    """Chooses whether the alerts of a search are sent by mail, or only by notifications and its
    feed.

    Raises:
        NotAllowed: the search belongs to another holder.
        MailIsTheOnlyWay: there is no account, and hence no notification.
    """
    _check_manages(by, search)
    if not by_mail and not isinstance(by, Person):
        raise MailIsTheOnlyWay
    search.notifies_by_mail = by_mail
    search.save(update_fields=["notifies_by_mail"])
    return search


def set_quiet_hours(*, by: Holder, quiet_from: int, quiet_until: int) -> None:
    """Sets the quiet hours of a holder, in local time, during which nothing is sent about any of
    their searches.

    Equal hours mean no quiet hours.

    Raises:
        NotAnHour: not a whole hour from 0 to 23.
    """
    if not (0 <= quiet_from <= 23 and 0 <= quiet_until <= 23):
        raise NotAnHour
    searches_of(by).update(quiet_from=quiet_from, quiet_until=quiet_until)


def replace_feed_key(*, by: Holder, search: SavedSearch) -> SavedSearch:
    """Replaces the address of the feed of a search; the previous one stops working.

    Raises:
        NotAllowed: the search belongs to another holder.
    """
    _check_manages(by, search)
    search.feed_key = _new_key()
    search.save(update_fields=["feed_key"])
    return search


def attach_searches(*, person: Person) -> int:
    """Attaches to the account of an address the searches that it followed without one; returns how
    many.

    Called when the account is created, and when it takes another address: both were proved.
    """
    orphans = SavedSearch.objects.filter(person=None, email=person.email)
    return orphans.update(person=person, email="")


def save_search_for_project(
    *, project: UUID, person: Person, criteria: Criteria, rhythm: str = Rhythm.DAILY
) -> SavedSearch:
    """Saves the searches of a settlement project, from the criteria of its household: one per
    offer.

    Called again, it changes the criteria; a search that the person paused or stopped stays so, and
    its name and its rhythm are unchanged.

    Raises:
        CriteriaOutOfBounds, RhythmUnknown: as `save_search`.
    """
    _check_rhythm(rhythm)
    columns = columns_of(criteria)
    with transaction.atomic():
        search, _is_new = SavedSearch.objects.update_or_create(
            project=project,
            offer=criteria.offer,
            defaults={**columns, "person": person, "email": ""},
            create_defaults={
                **columns,
                **_quiet_hours_of(person),
                "person": person,
                "language": person.language,
                "name": short_name(criteria),
                "status": Status.ACTIVE,
                "rhythm": rhythm,
                "feed_key": _new_key(),
                "confirmed_at": timezone.now(),
            },
        )
    return search


def forget_searches_of_project(*, project: UUID, but_offers: Collection[str] = ()) -> int:
    """Deletes the searches of a settlement project, except those of some offers; returns
    how many."""
    followed = SavedSearch.objects.filter(project=project).exclude(offer__in=but_offers)
    return followed.delete()[1].get("housing.SavedSearch", 0)


def forget_old_searches(*, now: datetime | None = None) -> int:
    """Deletes the searches without a confirmation for a week, and those stopped a month ago."""
    moment = now or timezone.now()
    unconfirmed = SavedSearch.objects.filter(
        status=Status.UNCONFIRMED, created_at__lt=moment - CONFIRM_WITHIN
    )
    stopped = SavedSearch.objects.filter(
        status=Status.STOPPED, stopped_at__lt=moment - STOPPED_RETENTION
    )
    return (unconfirmed | stopped).delete()[0]


def _move(
    by: Holder, search: SavedSearch, *, to: str, frm: tuple[str, ...], **fields: Any
) -> SavedSearch:
    _check_manages(by, search)
    with transaction.atomic():
        locked = _locked(search)
        if locked.status in frm:
            locked.status = to
            for name, value in fields.items():
                setattr(locked, name, value)
            locked.save(update_fields=["status", *fields])
    return locked


def _locked(search: SavedSearch) -> SavedSearch:
    return lock_row(search, "person", "commune")


def _attach(search: SavedSearch, person: Person | None) -> None:
    if person is not None and person.is_active:
        search.person, search.email, search.language = person, "", person.language


def _same_wish(by: Person, columns: dict[str, Any]) -> SavedSearch | None:
    followed = searches_of(by).filter(status=Status.ACTIVE, project=None)
    return followed.filter(**columns).first()


def _quiet_hours_of(person: Person) -> dict[str, int]:
    """Returns the quiet hours of the other searches of the person."""
    latest = searches_of(person).order_by("-created_at", "id").first()
    if latest is None:
        return {}
    return {"quiet_from": latest.quiet_from, "quiet_until": latest.quiet_until}


def _check_room(holder: Holder) -> None:
    followed = searches_of(holder).filter(status__in=(Status.ACTIVE, Status.PAUSED))
    if followed.count() >= MAX_SEARCHES:
        raise TooManySearches


def _check_manages(by: Holder, search: SavedSearch) -> None:
    if not can_change(by, search):
        raise NotAllowed


def _check_rhythm(rhythm: str) -> None:
    if rhythm not in Rhythm.values:
        raise RhythmUnknown


def _new_key() -> str:
    return secrets.token_urlsafe(32)


def follow_communes() -> None:
    """Moves the searches around a commune to where it is now, one batch after another."""
    here = Q(latitude=F("commune__latitude"), longitude=F("commune__longitude"))
    behind = SavedSearch.objects.filter(
        ~here, commune__latitude__isnull=False, radius_m__isnull=False
    ).order_by("pk")
    while True:
        with transaction.atomic():
            searches = list(lock_rows(behind.select_related("commune"))[:BATCH])
            for search in searches:
                area = Area.around(search.commune, search.radius_m or 0)
                for name, value in place_columns(area).items():
                    setattr(search, name, value)
            SavedSearch.objects.bulk_update(searches, MOVED_FIELDS)
        if len(searches) < BATCH:
            return
