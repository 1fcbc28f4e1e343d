"""Operations on links of campaigns: creation, new destination, visits. A visited link is never
deleted."""

import secrets
from datetime import datetime

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from bocage.foundation.db.row_locks import lock_row
from bocage.outreach.campaigns.addresses import inside
from bocage.outreach.campaigns.errors import (
    CampaignClosed,
    LinkFollowed,
    LinkLabelTaken,
    LinkNotLabelled,
)
from bocage.outreach.campaigns.models import Campaign, LinkDay, TrackedLink
from bocage.people.models import Person

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Alphabet without characters that look alike on a poster: neither i, l, o, nor 0 and 1."""
CODE_LENGTH = 7
"""Twenty-seven thousand million codes: none is found by trying."""
TRIES = 5


def add_link(
    *,
    by: Person,
    campaign: Campaign,
    label: str,
    destination: str = "",
    now: datetime | None = None,
) -> TrackedLink:
    """Creates a short address for a campaign, which leads to its landing page by default.

    Raises:
        NotAllowed: `by` does not run the campaign.
        CampaignClosed: it is over.
        LinkLabelTaken, LinkNotLabelled: another link has this label, or it has none.
        LeadsElsewhere: the destination is not a page of this site.
    """
    label = _label(label)
    with transaction.atomic():
        locked = _run(by, campaign)
        if locked.is_closed:
            raise CampaignClosed
        if locked.links.filter(label__iexact=label).exists():
            raise LinkLabelTaken
        return make_link(
            campaign=locked,
            label=label,
            destination=destination or locked.landing_path,
            now=now or timezone.now(),
        )


def make_link(*, campaign: Campaign, label: str, destination: str, now: datetime) -> TrackedLink:
    """Creates a link. Checks no permission: the caller has done so, as for the link of an
    ambassador, created by their own agreement.

    Raises:
        LeadsElsewhere: the destination is none of this site.
    """
    return TrackedLink.objects.create(
        campaign=campaign,
        code=_free_code(),
        label=label,
        destination=inside(destination),
        created_at=now,
    )


def change_link(*, by: Person, link: TrackedLink, label: str, destination: str) -> TrackedLink:
    """Changes the destination and the label of a link; its short address, which may be printed,
    stays the same.

    Raises:
        NotAllowed: `by` does not run its campaign.
        LinkLabelTaken, LinkNotLabelled: another link has this label, or it has none.
        LeadsElsewhere: the destination is not a page of this site.
    """
    label, destination = _label(label), inside(destination)
    with transaction.atomic():
        campaign = _run(by, link.campaign)
        locked = lock_row(link)
        if campaign.links.filter(label__iexact=label).exclude(pk=link.pk).exists():
            raise LinkLabelTaken
        locked.label, locked.destination = label, destination
        locked.save(update_fields=["label", "destination"])
    return locked


def remove_link(*, by: Person, link: TrackedLink) -> None:
    """Removes a link that was never followed. It is idempotent.

    Raises:
        NotAllowed: `by` does not run its campaign.
        LinkFollowed: the link has visits or touches.
    """
    with transaction.atomic():
        _run(by, link.campaign)
        # Held against a visit that is being counted: its day names the link.
        locked = TrackedLink.objects.select_for_update(of=("self",)).filter(pk=link.pk).first()
        if locked is None:
            return
        if locked.days.exists() or locked.touches.exists():
            raise LinkFollowed
        locked.delete()


def count_visit(*, link: TrackedLink, visits: int = 1, now: datetime | None = None) -> None:
    """Adds `visits` to the count of a link for the current local day, without recording who came.
    Concurrent visits are all counted; those of a link that is removed meanwhile are dropped.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            INSERT INTO {LinkDay._meta.db_table} AS counted (link_id, day, clicks)
            SELECT id, %(day)s, %(visits)s FROM {TrackedLink._meta.db_table} WHERE id = %(link)s
            FOR KEY SHARE
            ON CONFLICT (link_id, day) DO UPDATE SET clicks = counted.clicks + excluded.clicks
            """,  # noqa: S608 - the names of our own tables
            {"link": link.pk, "visits": visits, "day": timezone.localdate(now)},
        )


def _run(by: Person, campaign: Campaign) -> Campaign:
    """Returns the campaign of some links, locked until the transaction ends.

    Raises:
        NotAllowed: `by` does not run it.
    """
    by.require("outreach.run_campaign", campaign)
    return lock_row(campaign)


def _label(text: str) -> str:
    label = " ".join(text.split())
    if not label:
        raise LinkNotLabelled
    return label


def _free_code() -> str:
    """Returns an unused code. Concurrent draws of the same code are left to the constraint.

    Raises:
        IntegrityError: taken codes were drawn several times in a row.
    """
    for _try in range(TRIES):
        code = "".join(secrets.choice(LETTERS) for _letter in range(CODE_LENGTH))
        if not TrackedLink.objects.filter(code=code).exists():
            return code
    raise IntegrityError("no free code of a link")
