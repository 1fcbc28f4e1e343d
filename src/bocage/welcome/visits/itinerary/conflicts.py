"""Conflicts of a programme: a person met twice at the same time, a home no longer available."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from bocage.foundation.db.web_role import as_the_instance
from bocage.foundation.formatting.grammar import at_name
from bocage.foundation.formatting.times import format_hours, format_moment
from bocage.welcome.homes.followed_homes import VISIT_LASTS
from bocage.welcome.homes.models import FollowedHome
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.visits.stays.models import Stay, StayStep
from bocage.welcome.visits.weekends.models import WeekendStep, WelcomeWeekend
from bocage.workspaces.models import Booking

Conflicts = dict[UUID, list[str]]


def conflicts_of(stay: Stay, steps: Sequence[StayStep]) -> Conflicts:
    """Maps the key of each step of a stay to its warnings; five queries whatever their number."""
    conflicts: Conflicts = defaultdict(list)
    if not steps:
        return conflicts
    _add_homes(steps, conflicts)
    _add_desks(steps, conflicts)
    _add_meetings_elsewhere(stay, steps, conflicts)
    _add_weekends_elsewhere(stay, steps, conflicts)
    _add_bookings_elsewhere(stay, steps, conflicts)
    _add_own_visits(stay, steps, conflicts)
    return conflicts


def _add_homes(steps: Sequence[StayStep], conflicts: Conflicts) -> None:
    for step in steps:
        if step.dwelling is not None and not step.dwelling.is_on_the_market:
            conflicts[step.pk].append(_("ce logement n’est plus sur le marché."))
        elif step.dwelling is not None and step.dwelling.is_under_offer:
            conflicts[step.pk].append(_("ce logement est sous compromis."))
        elif step.lead is not None and not step.lead.is_open:
            conflicts[step.pk].append(_("cette piste est close."))


def _add_desks(steps: Sequence[StayStep], conflicts: Conflicts) -> None:
    """Adds the bookings that were moved or withdrawn from the page of their place."""
    for step in steps:
        booking = step.booking
        if booking is None:
            continue
        if not booking.is_open:
            conflicts[step.pk].append(_("la réservation de ce bureau ne tient plus."))
        elif booking.period != step.period:
            conflicts[step.pk].append(
                _("le bureau est réservé %(hours)s.")
                % {"hours": format_hours(booking.period.lower, booking.period.upper)}
            )


def _add_meetings_elsewhere(stay: Stay, steps: Sequence[StayStep], conflicts: Conflicts) -> None:
    same_people = Q(pk__in=[])
    for field in ("contact_mail", "lead_id", "dwelling_id"):
        values = {getattr(step, field) for step in steps} - {None, ""}
        same_people |= Q(**{f"{field}__in": values}) if values else Q(pk__in=[])
    # The person who prepares a stay must see that somebody is busy, if not always with whom.
    with as_the_instance():
        other_steps = list(
            StayStep.objects.filter(
                same_people, period__overlap=stay.period, stay__status__in=Stay.OPEN
            )
            .exclude(Q(stay=stay) | Q(status="called_off"))
            .select_related("stay")
            .order_by("period", "id")
        )
    keys = {other_step.stay.project_id for other_step in other_steps}
    names = dict(SettlementProject.objects.filter(pk__in=keys).values_list("pk", "name"))
    for other_step in other_steps:
        for step in steps:
            if not _overlap(step.period, other_step.period):
                continue
            words = {"household": names.get(other_step.stay.project_id) or _("un autre ménage")}
            if step.contact_mail and step.contact_mail == other_step.contact_mail:
                conflicts[step.pk].append(
                    _("cette personne rencontre %(household)s à la même heure.") % words
                )
            elif _same_home(step, other_step):
                conflicts[step.pk].append(
                    _("%(household)s visite ce logement à la même heure.") % words
                )


def _add_weekends_elsewhere(stay: Stay, steps: Sequence[StayStep], conflicts: Conflicts) -> None:
    """Adds the meetings that the same people have with all the households of a weekend."""
    shared = (
        WeekendStep.objects.filter(
            contact_mail__in={step.contact_mail for step in steps} - {""},
            period__overlap=stay.period,
            weekend__status__in=WelcomeWeekend.TO_COME,
        )
        .exclude(status="called_off")
        .select_related("weekend")
        .order_by("period", "id")
    )
    for shared_step in shared:
        for step in steps:
            if step.contact_mail == shared_step.contact_mail and _overlap(
                step.period, shared_step.period
            ):
                conflicts[step.pk].append(
                    _("cette personne est attendue à la même heure à « %(weekend)s ».")
                    % {"weekend": shared_step.weekend.name}
                )


def _add_own_visits(stay: Stay, steps: Sequence[StayStep], conflicts: Conflicts) -> None:
    """Adds the visits that the household planned of homes it follows, outside the programme."""
    visits = FollowedHome.objects.filter(
        project=stay.project_id,
        status=FollowedHome.Status.TO_VISIT,
        visit_at__gt=stay.starts_at - VISIT_LASTS,
        visit_at__lt=stay.ends_at,
    ).order_by("visit_at", "pk")
    for home in visits:
        visit_at = home.visit_at
        if visit_at is None:
            continue
        words = {"moment": format_moment(visit_at)}
        for step in steps:
            if _same_home(step, home):
                if not step.starts_at <= visit_at < step.ends_at:
                    conflicts[step.pk].append(
                        _("le ménage a noté cette visite à un autre moment : %(moment)s.") % words
                    )
            elif step.starts_at < visit_at + VISIT_LASTS and visit_at < step.ends_at:
                conflicts[step.pk].append(
                    _("le ménage a noté la visite d’un logement : %(moment)s.") % words
                )


def _add_bookings_elsewhere(stay: Stay, steps: Sequence[StayStep], conflicts: Conflicts) -> None:
    own = [step.booking_id for step in steps if step.booking_id]
    bookings = (
        Booking.objects.holding()
        .meeting(stay.starts_at, stay.ends_at)
        .filter(booked_for__households__project=stay.project_id)
        .exclude(pk__in=own)
        .select_related("place")
        .order_by("period", "id")
    )
    for booking in bookings:
        for step in steps:
            if _overlap(step.period, booking.period):
                conflicts[step.pk].append(
                    _("le ménage a réservé %(at_place)s à la même heure.")
                    % {"at_place": at_name(booking.place.name)}
                )


def _same_home(step: StayStep, other_step: StayStep | FollowedHome) -> bool:
    same_lead = step.lead_id is not None and step.lead_id == other_step.lead_id
    return same_lead or (
        step.dwelling_id is not None and step.dwelling_id == other_step.dwelling_id
    )


def _overlap(period: Any, other_period: Any) -> bool:
    return bool(period.lower < other_period.upper and other_period.lower < period.upper)
