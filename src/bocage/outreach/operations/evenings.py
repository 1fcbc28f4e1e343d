"""Evenings in cities: prepared with the campaign that they are of, opened, moved, called off.

Each locks the evening first, then what hangs on it. Done twice, each is harmless.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from bocage.foundation.constraints import refusing
from bocage.foundation.errors import NotAllowed
from bocage.foundation.grammar import at_name
from bocage.foundation.identifiers import new_identifier
from bocage.foundation.spoken_time import spoken_date
from bocage.outreach import evening_notices
from bocage.outreach.errors.campaigns import CampaignNameTaken
from bocage.outreach.errors.evenings import (
    EveningBackwards,
    EveningInThePast,
    EveningMadeAlready,
    EveningOver,
    FewerSeatsThanPeople,
)
from bocage.outreach.evening_words import when_words
from bocage.outreach.models import (
    Campaign,
    CampaignExpense,
    CityEvening,
    EveningInvitation,
    EveningRegistration,
)
from bocage.outreach.operations.campaigns import (
    CampaignTerms,
    add_expense,
    open_campaign,
    start_campaign,
)
from bocage.outreach.operations.evening_seats import cancel_all, fill, locked_evening
from bocage.outreach.operations.links import add_link
from bocage.people.models import Person
from bocage.territory.models import Commune, Departement

RULES = {
    "outreach_evening_made_once": EveningMadeAlready,
    "outreach_evening_seats": FewerSeatsThanPeople,
}
"""Refusals of an evening that the database does not let stand."""

Status = CityEvening.Status


@dataclass(frozen=True, kw_only=True)
class EveningPlan:
    """What, when, where, for how many, whom to invite, and what the room costs."""

    title: str
    city: str
    where: str
    starts_at: datetime
    ends_at: datetime
    capacity: int
    access: str = ""
    programme: str = ""
    around: str = ""
    commune: Commune | None = None
    reach_km: int = 30
    rent_cents: int = 0
    """In hundredths of a euro, tax included; it is a line of what the campaign costs."""


def plan_evening(
    *,
    by: Person,
    departement: Departement,
    plan: EveningPlan,
    campaign: Campaign | None = None,
    now: datetime | None = None,
) -> CityEvening:
    """Prepares an evening, of a campaign that is there or of one that it opens; nobody is told of
    it yet. Its link is made, and what the room costs is written among the expenses.

    Raises:
        NotAllowed: `by` does not run the campaigns of this département.
        EveningInThePast, EveningBackwards: it cannot be.
        EveningMadeAlready: they have one of this title at this moment.
        CampaignClosed: the campaign is over.
    """
    now = now or timezone.now()
    if not by.has_perm("outreach.keep_evening", campaign or Campaign(departement=departement)):
        raise NotAllowed
    _check_period(plan, now)
    key = new_identifier()
    with refusing(RULES):
        if (
            CityEvening.objects.filter(
                made_by=by, title=_line(plan.title), starts_at=plan.starts_at
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
        _say(evening, plan)
        evening.save(force_insert=True)
        _keep_rent(by, evening, plan.rent_cents)
    return evening


def open_evening(*, by: Person, evening: CityEvening, now: datetime | None = None) -> CityEvening:
    """Shows it to everybody, who may register.

    Raises:
        NotAllowed: `by` does not run it.
        EveningOver: it was held, called off, or is past.
    """
    check_keeps(by, evening)
    now = now or timezone.now()
    with transaction.atomic():
        locked = locked_evening(evening)
        if locked.status == Status.OPEN:
            return locked
        if locked.status != Status.DRAFT or locked.ends_at <= now:
            raise EveningOver
        locked.status, locked.opened_at = Status.OPEN, now
        locked.save(update_fields=["status", "opened_at"])
    return locked


def change_evening(
    *, by: Person, evening: CityEvening, plan: EveningPlan, now: datetime | None = None
) -> CityEvening:
    """Changes what it says, when and where it is. Those who come, or wait, are told once of a new
    date or place, and more seats go to those who wait.

    Raises:
        NotAllowed: `by` does not run it.
        EveningOver: it was held or called off.
        EveningInThePast, EveningBackwards: it cannot be.
        EveningMadeAlready: another has this title at this moment.
        FewerSeatsThanPeople: more are registered than that.
    """
    check_keeps(by, evening)
    now = now or timezone.now()
    with refusing(RULES):
        locked = locked_evening(evening)
        if locked.status not in CityEvening.CHANGING:
            raise EveningOver
        if plan.starts_at != locked.starts_at:
            _check_period(plan, now)
        elif plan.ends_at <= plan.starts_at:
            raise EveningBackwards
        before = (locked.starts_at, locked.ends_at, locked.where)
        left = f"{when_words(locked)}, {locked.where}"
        _say(locked, plan)
        has_moved = (locked.starts_at, locked.ends_at, locked.where) != before
        if has_moved:
            locked.sequence += 1
            locked.changed_at = now
            locked.registrations.update(reminded_at=None)
        locked.save()
        _keep_rent(by, locked, plan.rent_cents)
        fill(locked, now)
        if has_moved and locked.status == Status.OPEN:
            evening_notices.tell_moved(locked, left)
    return locked


def call_off_evening(
    *, by: Person, evening: CityEvening, reason: str = "", now: datetime | None = None
) -> CityEvening:
    """It will not take place: those who come or wait are told once, their calendars forget it, and
    invitations that had not left stay.

    Raises:
        NotAllowed: `by` does not run it.
        EveningOver: it was held.
    """
    check_keeps(by, evening)
    now = now or timezone.now()
    with transaction.atomic():
        locked = locked_evening(evening)
        if locked.status == Status.CALLED_OFF:
            return locked
        if locked.status == Status.HELD:
            raise EveningOver
        locked.status, locked.called_off_at = Status.CALLED_OFF, now
        locked.call_off_reason = _line(reason)[:300]
        locked.sequence += 1
        locked.changed_at = now
        locked.save()
        locked.invitations.filter(state=EveningInvitation.State.WAITING).update(
            state=EveningInvitation.State.DROPPED
        )
        evening_notices.tell_off(locked, cancel_all(locked, now))
    return locked


def hold_evening(*, evening: CityEvening, now: datetime | None = None) -> CityEvening:
    """It is over, and took place. Done by the clock; done twice, it is harmless."""
    now = now or timezone.now()
    with transaction.atomic():
        locked = locked_evening(evening)
        if locked.status == Status.OPEN and locked.ends_at <= now:
            locked.status, locked.held_at = Status.HELD, now
            locked.save(update_fields=["status", "held_at"])
            locked.invitations.filter(state=EveningInvitation.State.WAITING).update(
                state=EveningInvitation.State.DROPPED
            )
    return locked


def rent_of(evening: CityEvening) -> int:
    """What the room costs, in hundredths of a euro; its line has the key of the evening."""
    line = CampaignExpense.objects.filter(pk=evening.pk).first()
    return line.amount_cents if line is not None else 0


def check_keeps(by: Person, evening: CityEvening | EveningRegistration) -> None:
    """Raises: NotAllowed: `by` does not run the campaigns of its département."""
    if not by.has_perm("outreach.keep_evening", evening):
        raise NotAllowed


def _own_campaign(
    by: Person, departement: Departement, plan: EveningPlan, page: str, now: datetime
) -> Campaign:
    """The campaign of an evening that is of no other: it begins at once, to be counted from the
    first invitation on."""
    day = timezone.localdate(plan.starts_at)
    name = _("Soirée %(at_city)s, %(day)s") % {
        "at_city": at_name(_line(plan.city)),
        "day": spoken_date(day, with_year=True, with_weekday=False),
    }
    for called in (name, f"{name} : {_line(plan.title)}"):
        terms = CampaignTerms(
            name=called[:120],
            channel=Campaign.Channel.EVENING,
            origin=_line(plan.city),
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
    """The path of its page, in French: a link leads to each reader's own language from there."""
    with override("fr"):
        return reverse("evening_detail", args=[key])


def _label(plan: EveningPlan) -> str:
    day = timezone.localdate(plan.starts_at).isoformat()
    return f"{_line(plan.title)[:100]}, {day}"


def _say(evening: CityEvening, plan: EveningPlan) -> None:
    for field in ("title", "city", "where", "access", "around"):
        setattr(evening, field, _line(getattr(plan, field)))
    evening.programme = plan.programme.replace("\0", "").strip()
    evening.starts_at, evening.ends_at = plan.starts_at, plan.ends_at
    evening.capacity, evening.commune = plan.capacity, plan.commune
    evening.reach_km = plan.reach_km


def _line(text: str) -> str:
    return " ".join(text.replace("\0", " ").split())


def _keep_rent(by: Person, evening: CityEvening, cents: int) -> None:
    """One line of the campaign says what the room costs: written, corrected or taken out."""
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


def _check_period(plan: EveningPlan, now: datetime) -> None:
    if plan.ends_at <= plan.starts_at:
        raise EveningBackwards
    if plan.starts_at <= now:
        raise EveningInThePast
