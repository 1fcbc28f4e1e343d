"""Creation and update of evenings in cities, each within its campaign.

Each operation locks the evening first, then its related rows. All are idempotent.
"""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from bocage.foundation.db.constraints import refusing
from bocage.foundation.db.identifiers import new_identifier
from bocage.foundation.formatting.grammar import at_name
from bocage.foundation.formatting.times import format_date
from bocage.outreach.campaigns.errors import CampaignNameTaken
from bocage.outreach.campaigns.models import Campaign, CampaignExpense
from bocage.outreach.campaigns.operations.campaigns import (
    CampaignTerms,
    add_expense,
    open_campaign,
    start_campaign,
)
from bocage.outreach.campaigns.operations.links import add_link
from bocage.outreach.evenings.errors import EveningMadeAlready
from bocage.outreach.evenings.models.evenings import CityEvening
from bocage.people.models import Person
from bocage.registrations.operations.events import (
    EventPlan,
    change_event,
    check_period,
    rules_of,
)
from bocage.territory.models import Commune, Departement

Status = CityEvening.Status


@dataclass(frozen=True, kw_only=True)
class EveningPlan(EventPlan):
    """Plan of an evening: its event, whom to invite, and the cost of the room."""

    city: str
    access: str = ""
    around: str = ""
    commune: Commune | None = None
    reach_km: int = 30
    rent_cents: int = 0
    """In euro cents, tax included; recorded as an expense of the campaign."""


def plan_evening(
    *,
    by: Person,
    departement: Departement,
    plan: EveningPlan,
    campaign: Campaign | None = None,
    now: datetime | None = None,
) -> CityEvening:
    """Prepares an evening, for an existing campaign or for a new one; it is not public yet. Creates
    its link, and records the cost of the room among the expenses.

    Raises:
        NotAllowed: `by` does not run the campaigns of this département.
        EveningInThePast, EveningBackwards: the period is not valid.
        EveningMadeAlready: there is an evening of this title at this moment.
        CampaignClosed: the campaign is over.
    """
    now = now or timezone.now()
    by.require("outreach.manage_evening", campaign or Campaign(departement=departement))
    check_period(CityEvening, plan, now)
    key = new_identifier()
    with refusing(rules_of(CityEvening)):
        if (
            CityEvening.objects.filter(
                made_by=by, title=_one_line(plan.title), starts_at=plan.starts_at
            )
            .exclude(status=Status.CALLED_OFF)
            .exists()
        ):
            raise EveningMadeAlready
        page = _page_of(key)
        campaign = campaign or _own_campaign(by, departement, plan, page, now)
        link = add_link(by=by, campaign=campaign, label=_label(plan), destination=page, now=now)
        evening = CityEvening(
            id=key, campaign=campaign, link=link, made_by=by, made_at=now, changed_at=now
        )
        _write_plan(evening, plan)
        evening.save(force_insert=True)
        _save_rent(by, evening, plan.rent_cents)
    return evening


def change_evening(
    *, by: Person, evening: CityEvening, plan: EveningPlan, now: datetime | None = None
) -> CityEvening:
    """Changes the description, time and place of an evening. Registered people and the waiting list
    are notified once of a new time or place, and additional seats go to the waiting list.

    Raises:
        NotAllowed: `by` does not run it.
        EveningOver: it was held or called off.
        EveningInThePast, EveningBackwards: the period is not valid.
        EveningMadeAlready: another evening has this title at this moment.
        FewerSeatsThanPeople: more people are registered than it would have seats.
    """

    def write(locked: CityEvening) -> None:
        _write_plan(locked, plan)
        _save_rent(by, locked, plan.rent_cents)

    return change_event(by=by, event=evening, plan=plan, write=write, now=now)


def rent_of(evening: CityEvening) -> int:
    """Returns the cost of the room in hundredths of a euro, 0 without one. Its expense has the same
    key as the evening.
    """
    line = CampaignExpense.objects.filter(pk=evening.pk).first()
    return line.amount_cents if line is not None else 0


def _own_campaign(
    by: Person, departement: Departement, plan: EveningPlan, page: str, now: datetime
) -> Campaign:
    """Returns a new campaign for an evening that belongs to no other. It starts at once, so that
    the first invitations are counted."""
    day = timezone.localdate(plan.starts_at)
    name = _("Soirée %(at_city)s, %(day)s") % {
        "at_city": at_name(_one_line(plan.city)),
        "day": format_date(day, with_year=True, with_weekday=False),
    }
    for campaign_name in (name, f"{name} : {_one_line(plan.title)}"):
        terms = CampaignTerms(
            name=campaign_name[:120],
            channel=Campaign.Channel.EVENING,
            origin=_one_line(plan.city),
            starts_on=min(timezone.localdate(now), day),
            ends_on=day,
            landing_path=page,
        )
        try:
            campaign = open_campaign(by=by, departement=departement, terms=terms, now=now)
        except CampaignNameTaken:
            continue
        return start_campaign(by=by, campaign=campaign)
    raise EveningMadeAlready


def _page_of(key: object) -> str:
    """Returns the path of its page, in French: a link redirects each reader to their own
    language."""
    with override("fr"):
        return reverse("evening_detail", args=[key])


def _label(plan: EveningPlan) -> str:
    day = timezone.localdate(plan.starts_at).isoformat()
    return f"{_one_line(plan.title)[:100]}, {day}"


def _write_plan(evening: CityEvening, plan: EveningPlan) -> None:
    for field in ("title", "city", "location", "access", "around"):
        setattr(evening, field, _one_line(getattr(plan, field)))
    evening.description = plan.description.replace("\0", "").strip()
    evening.starts_at, evening.ends_at = plan.starts_at, plan.ends_at
    evening.capacity, evening.commune = plan.capacity, plan.commune
    evening.reach_km = plan.reach_km


def _one_line(text: str) -> str:
    return " ".join(text.replace("\0", " ").split())


def _save_rent(by: Person, evening: CityEvening, cents: int) -> None:
    """Creates, updates or deletes the campaign expense of the room."""
    lines = CampaignExpense.objects.filter(pk=evening.pk)
    if cents <= 0:
        lines.delete()
        return
    line = add_expense(
        by=by,
        campaign=evening.campaign,
        label=_("Salle : %(title)s") % {"title": evening.title[:100]},
        amount_cents=cents,
        spent_on=timezone.localdate(evening.starts_at),
        sent_as=evening.pk,
    )
    if line.amount_cents != cents:
        lines.update(amount_cents=cents)
