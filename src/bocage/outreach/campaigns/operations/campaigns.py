"""Operations on campaigns: opening, changes, start, closing, reopening; and expenses."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from bocage.foundation.db.constraints import refusing
from bocage.foundation.db.identifiers import new_identifier
from bocage.foundation.db.row_locks import lock_row
from bocage.outreach.campaigns.addresses import inside
from bocage.outreach.campaigns.errors import (
    CampaignEndsTooSoon,
    CampaignNameTaken,
    CampaignNotNamed,
    NotAnExpense,
)
from bocage.outreach.campaigns.models import Campaign, CampaignExpense, Family
from bocage.people.models import Person
from bocage.territory.models import Departement

Status = Campaign.Status


@dataclass(frozen=True, kw_only=True)
class CampaignTerms:
    """Terms of a campaign: its channel, its audience, its dates, its maximum budget and its landing
    page.
    """

    name: str
    channel: str
    starts_on: date
    ends_on: date | None = None
    origin: str = ""
    trade: str = ""
    family: str = ""
    budget_cents: int | None = None
    landing_path: str = "/"
    notes: str = ""


def open_campaign(
    *, by: Person, departement: Departement, terms: CampaignTerms, now: datetime | None = None
) -> Campaign:
    """Writes a campaign that is being prepared: its links lead already, so that they can be tried.

    Raises:
        NotAllowed: `by` does not coordinate this département.
        CampaignNameTaken, CampaignNotNamed, CampaignEndsTooSoon: the terms do not hold.
        LeadsElsewhere: the landing page is none of this site.
    """
    by.require("outreach.run_campaign", Campaign(departement=departement))
    columns = _columns(terms)
    with refusing({"outreach_campaign_one_name": CampaignNameTaken}):
        return Campaign.objects.create(
            departement=departement, created_by=by, created_at=now or timezone.now(), **columns
        )


def change_campaign(*, by: Person, campaign: Campaign, terms: CampaignTerms) -> Campaign:
    """Changes a campaign. The destinations of its links stay the same.

    Raises:
        NotAllowed: `by` does not run it.
        CampaignNameTaken, CampaignNotNamed, CampaignEndsTooSoon: the terms are not valid.
        LeadsElsewhere: the landing page is not a page of this site.
    """
    columns = _columns(terms)
    with refusing({"outreach_campaign_one_name": CampaignNameTaken}):
        locked = _run(by, campaign)
        for name, value in columns.items():
            setattr(locked, name, value)
        locked.save(update_fields=list(columns))
    return locked


def start_campaign(*, by: Person, campaign: Campaign) -> Campaign:
    """Starts a campaign, or reopens a closed one. It is idempotent.

    Raises:
        NotAllowed: `by` does not run it.
    """
    with transaction.atomic():
        locked = _run(by, campaign)
        locked.status, locked.closed_at = Status.RUNNING, None
        locked.save(update_fields=["status", "closed_at"])
    return locked


def close_campaign(*, by: Person, campaign: Campaign, now: datetime | None = None) -> Campaign:
    """Closes a campaign. Its links then lead to a page that reports the closing, and their visits
    are still counted, because posters outlive campaigns. It is idempotent.

    Raises:
        NotAllowed: `by` does not run it.
    """
    with transaction.atomic():
        locked = _run(by, campaign)
        if not locked.is_closed:
            locked.status, locked.closed_at = Status.CLOSED, now or timezone.now()
            locked.save(update_fields=["status", "closed_at"])
    return locked


def add_expense(
    *,
    by: Person,
    campaign: Campaign,
    label: str,
    amount_cents: int,
    spent_on: date,
    sent_as: UUID | None = None,
) -> CampaignExpense:
    """Adds an expense to a campaign; a closed one accepts late bills. `sent_as` is the identifier
    of the form, so that a form sent twice adds one expense.

    Raises:
        NotAllowed: `by` does not run it.
        NotAnExpense: it has no amount, or no object.
    """
    label = " ".join(label.split())
    if not label or amount_cents <= 0:
        raise NotAnExpense
    with transaction.atomic():
        locked = _run(by, campaign)
        expense, _is_new = CampaignExpense.objects.get_or_create(
            pk=sent_as or new_identifier(),
            campaign=locked,
            defaults={
                "label": label,
                "amount_cents": amount_cents,
                "spent_on": spent_on,
                "recorded_by": by,
            },
        )
    return expense


def remove_expense(*, by: Person, expense: CampaignExpense) -> None:
    """Removes an expense recorded by mistake. It is idempotent.

    Raises:
        NotAllowed: `by` does not run its campaign.
    """
    with transaction.atomic():
        _run(by, expense.campaign)
        CampaignExpense.objects.filter(pk=expense.pk).delete()


def _run(by: Person, campaign: Campaign) -> Campaign:
    """Returns the current row of the campaign, locked until the transaction ends.

    Raises:
        NotAllowed: `by` does not run it.
    """
    by.require("outreach.run_campaign", campaign)
    return lock_row(campaign, "departement")


def _columns(terms: CampaignTerms) -> dict[str, object]:
    columns = {field.name: getattr(terms, field.name) for field in fields(terms)}
    columns["name"] = " ".join(terms.name.split())
    if not columns["name"]:
        raise CampaignNotNamed
    if terms.ends_on is not None and terms.ends_on < terms.starts_on:
        raise CampaignEndsTooSoon
    columns["channel"] = Campaign.Channel(terms.channel)
    columns["family"] = Family(terms.family) if terms.family else ""
    columns["landing_path"] = inside(terms.landing_path)
    return columns
