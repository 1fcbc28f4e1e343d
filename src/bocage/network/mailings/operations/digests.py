"""Operations on the monthly digest: drafted by a scheduled job, edited by the organiser, sent as a
mailing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation

from bocage.foundation.db.row_locks import lock_rows
from bocage.foundation.errors import NotAllowed, Refusal
from bocage.foundation.formatting.times import format_date
from bocage.network.mailings.content import has_content
from bocage.network.mailings.errors import NothingToSay, NotOfThisDigest
from bocage.network.mailings.mails import DigestDrafted
from bocage.network.mailings.models import DigestSetting, Mailing
from bocage.network.mailings.operations.mailings import locked_draft, start_mailing
from bocage.people.mailing import write_to
from bocage.people.models import Person, Role
from bocage.people.scopes.holders import holders_over
from bocage.people.seams.digest_sections import DigestPeriod, drafted_sections
from bocage.territory.models import Commune, Departement

DRAFTED_UNTIL_DAY = 7
"""Last day of the month on which a digest is drafted: later, its news would be out of date."""
WAITS = timedelta(days=3)
"""Delay before the organiser is reminded, or before the digest is sent automatically."""


@dataclass(frozen=True, kw_only=True)
class ItemEdit:
    """Edit of a digest item: included or not, and its position."""

    key: str
    is_included: bool
    place: int


@dataclass(frozen=True, kw_only=True)
class SectionEdit:
    """Edit of a digest section: title (empty for the default), included or not, position and
    items."""

    name: str
    title: str
    is_included: bool
    place: int
    items: Sequence[ItemEdit]


def draft_digest(
    *, by: Person | None, departement: Departement, now: datetime | None = None
) -> Mailing | None:
    """Drafts the digest of this month and returns it; returns None if there is nothing to report.
    An existing digest is returned unchanged, even if two people draft it at once. `by=None` is
    the scheduled job.

    Raises:
        NotAllowed: `by` does not run this club.
    """
    now = now or timezone.now()
    month = timezone.localdate(now).replace(day=1)
    period = DigestPeriod(
        since=month - relativedelta(months=1), until=month, ahead=month + relativedelta(months=1)
    )
    # The digest is read by everybody, so it is drafted in French, whatever the requester's
    # language.
    with translation.override("fr"):
        drafted = Mailing(
            departement=departement,
            kind=Mailing.Kind.DIGEST,
            month=month,
            subject=_format_month(month),
            sections=drafted_sections(departement, period),
            written_by=by,
            created_at=now,
        )
    if by is not None and not by.has_perm("network.send_mailing", drafted):
        raise NotAllowed
    if not drafted.sections:
        return None
    with transaction.atomic():
        Mailing.objects.bulk_create([drafted], ignore_conflicts=True)
        digest = Mailing.objects.get(departement=departement, month=month, kind=Mailing.Kind.DIGEST)
        if by is None and digest.pk == drafted.pk:
            _notify_drafted(digest, now=now, is_reminder=False)
    return digest


def edit_digest(
    *, by: Person, mailing: Mailing, subject: str, text: str, sections: Sequence[SectionEdit]
) -> Mailing:
    """Changes a digest before it leaves: its subject, its introduction, and which sections and
    items are included, in which order. Titles of sections can be edited; the other content
    cannot.

    Raises:
        NotAllowed: `by` does not run this club.
        MailingStarted, MailingDropped: it is no longer a draft.
        NotOfThisDigest: a section or an item is unknown, or missing.
        NothingToSay: no content is left.
    """
    by.require("network.send_mailing", mailing)
    with transaction.atomic():
        locked = locked_draft(mailing)
        sections_by_name = {section["name"]: section for section in locked.sections}
        if {edit.name for edit in sections} != set(sections_by_name):
            raise NotOfThisDigest
        locked.subject, locked.text = subject.strip(), text.strip()
        locked.sections = [
            {
                "name": edit.name,
                "title": edit.title.strip()[:80],
                "is_included": edit.is_included,
                "items": _edited_items(sections_by_name[edit.name]["items"], edit.items),
            }
            for edit in sorted(sections, key=lambda section: section.place)
        ]
        if not locked.subject or not has_content(locked):
            raise NothingToSay
        locked.save(update_fields=["subject", "text", "sections"])
    return locked


def save_digest_setting(
    *, by: Person, departement: Departement, is_drafted: bool, leaves_by_itself: bool
) -> DigestSetting:
    """Stores whether a club's digest is drafted each month, and whether it is sent automatically.

    Raises:
        NotAllowed: `by` does not run this club.
    """
    by.require("network.update_club", DigestSetting(departement=departement))
    setting, _is_new = DigestSetting.objects.update_or_create(
        departement=departement,
        defaults={"is_drafted": is_drafted, "leaves_by_itself": leaves_by_itself},
    )
    return setting


def draft_digests(*, now: datetime | None = None) -> int:
    """Drafts the digest of each club that has members, in the first seven days of the month.
    Returns how many were drafted.
    """
    now = now or timezone.now()
    today = timezone.localdate(now)
    if today.day > DRAFTED_UNTIL_DAY:
        return 0
    month = today.replace(day=1)
    drafted = Mailing.objects.filter(kind=Mailing.Kind.DIGEST, month=month)
    unwanted = DigestSetting.objects.filter(is_drafted=False)
    clubs = (
        Departement.objects.filter(communes__members__status="active")
        .exclude(pk__in=drafted.values("departement"))
        .exclude(pk__in=unwanted.values("departement"))
        .distinct()
    )
    drafts = [draft_digest(by=None, departement=club, now=now) for club in clubs.order_by("pk")]
    return sum(digest is not None for digest in drafts)


def follow_drafted_digests(*, now: datetime | None = None) -> int:
    """Sends the digests drafted three days ago if their club allows automatic sending; otherwise
    reminds the organisers, once. Returns how many digests were processed."""
    now = now or timezone.now()
    month = timezone.localdate(now).replace(day=1)
    due = Mailing.objects.filter(
        kind=Mailing.Kind.DIGEST,
        status=Mailing.Status.DRAFT,
        month=month,
        created_at__lte=now - WAITS,
        reminded_at=None,
    )
    keys = list(due.values_list("pk", flat=True))
    for key in keys:
        _follow(key, now)
    return len(keys)


@transaction.atomic
def _follow(key: UUID, now: datetime) -> None:
    digest = lock_rows(Mailing.objects.all()).select_related("departement").get(pk=key)
    if not digest.is_draft or digest.reminded_at is not None:
        return
    digest.reminded_at = now
    digest.save(update_fields=["reminded_at"])
    if _leaves_by_itself(digest):
        try:
            with transaction.atomic():
                start_mailing(by=None, mailing=digest, now=now)
        except Refusal:
            # No recipient or no content: the digest stays a draft, and the organiser is reminded.
            _notify_drafted(digest, now=now, is_reminder=True)
    else:
        _notify_drafted(digest, now=now, is_reminder=True)


def _leaves_by_itself(digest: Mailing) -> bool:
    return DigestSetting.objects.filter(
        departement=digest.departement_id, leaves_by_itself=True
    ).exists()


def _notify_drafted(digest: Mailing, *, now: datetime, is_reminder: bool) -> None:
    leaves_on = None
    if not is_reminder and _leaves_by_itself(digest):
        leaves_on = timezone.localdate(now + WAITS)
    mail = DigestDrafted(
        mailing_id=str(digest.pk),
        subject=digest.subject,
        leaves_on=leaves_on,
        is_reminder=is_reminder,
    )
    for person in organisers_of_club(digest.departement):
        write_to(person, mail)


def organisers_of_club(departement: Departement) -> list[Person]:
    """Returns the club organisers of a département, or its coordinators if there is none."""
    anywhere = Commune(departement=departement)  # No intercommunalité: holders over the whole.
    organisers = holders_over(anywhere, Q(role=Role.CLUB_ORGANISER))
    return organisers or holders_over(anywhere, Q(role=Role.COORDINATOR))


def _edited_items(
    items: list[dict[str, object]], edits: Sequence[ItemEdit]
) -> list[dict[str, object]]:
    items_by_key = {item["key"]: item for item in items}
    if {edit.key for edit in edits} != set(items_by_key):
        raise NotOfThisDigest
    return [
        {**items_by_key[edit.key], "is_included": edit.is_included}
        for edit in sorted(edits, key=lambda edit: edit.place)
    ]


def _format_month(month: date) -> str:
    """Returns the month in French, as in « décembre 2026 »."""
    return " ".join(format_date(month, with_year=True, with_weekday=False).split()[-2:])
