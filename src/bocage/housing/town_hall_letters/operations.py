"""Weekly letter « Quoi de neuf à … ? », once per person, commune and week.

The row of the letter and its mail are written in one transaction, so that two workers, or a run
that is retried, send one. It leaves on Tuesday from 8:00; a delayed worker sends it later in the
same week, until Friday evening. The letters of past weeks are never sent.
"""

from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.constraints import giving_way
from bocage.foundation.jobs.tasks import periodic
from bocage.housing.demand.demand import demand_in
from bocage.housing.leads.formatting import days_since, facts_of
from bocage.housing.leads.models.leads import Lead, LeadRelease
from bocage.housing.leads.policies import OF_THE_TOWN_HALL
from bocage.housing.leads.selectors import to_confirm
from bocage.housing.market.models.dwellings import Dwelling
from bocage.housing.market.models.sources import Source
from bocage.housing.market.querysets import DwellingQuerySet
from bocage.housing.town_hall_letters.demand_lines import sought_in
from bocage.housing.town_hall_letters.mails import LeadToConfirm, NewHome, TownHallLetterMail
from bocage.housing.town_hall_letters.models import TownHallLetter
from bocage.people.mailing import write_to
from bocage.people.models import Mandate, MessageChoice, Person, ScopeKind
from bocage.territory.geography import metres, roughly_within, straight_line_from
from bocage.territory.models import Commune

LEAVES_ON = 1
"""Tuesday: on Monday a town hall opens its mail, on Tuesday it reads it."""

LAST_DAY = 4
FIRST_HOUR, LAST_HOUR = time(8), time(20)
AROUND_M = 15_000
MAX_HOMES = 5
MAX_LEADS = 5
BATCH = 200


@periodic("*/10 * * * *", description=_("Écrit aux mairies ce qui se passe dans leur commune"))
def send_town_hall_letters(*, now: datetime | None = None) -> int:
    """Sends the letters of the week that are due and have not left; returns how many.

    To each person who is elected or secretary of a commune today. Those elected of an
    intercommunalité have its page in the Espace instead (docs/decisions/housing-leads.md).
    """
    now = now or timezone.now()
    if not is_the_moment(now):
        return 0
    week = monday_of(now)
    sent_count = 0
    for mandate in _awaiting(week):
        commune = mandate.scope.commune
        if commune is not None:
            sent_count += send_letter(person=mandate.person, commune=commune, week=week, now=now)
    return sent_count


def send_letter(*, person: Person, commune: Commune, week: date, now: datetime) -> bool:
    """Sends one letter, unless it has left; returns whether it did."""
    mail = letter_for(person=person, commune=commune, now=now)
    with giving_way("housing_townhallletter_once_a_week"):
        TownHallLetter.objects.create(person=person, commune=commune, week=week, sent_at=now)
        write_to(person, mail)
        return True
    return False


def letter_for(*, person: Person, commune: Commune, now: datetime) -> TownHallLetterMail:
    """Returns the weekly mail on a commune for one person with a mandate there; seven queries."""
    leads = Lead.objects.filter(commune=commune)
    old = leads.filter(to_confirm(now)).select_related("commune").order_by("confirmed_at", "pk")
    new = Dwelling.objects.on_the_market().filter(first_seen_at__gt=now - timedelta(days=7))
    homes_here = new.filter(commune=commune).order_by("-first_seen_at", "pk")[:MAX_HOMES]
    demand = demand_in(commune)
    return TownHallLetterMail(
        person_id=person.pk,
        commune_name=commune.name,
        commune_code=commune.pk,
        commune_slug=commune.slug,
        question=monday_of(now).isocalendar().week,
        homes_here=[_home(dwelling, commune) for dwelling in homes_here],
        homes_around=_count_around(new, commune),
        is_market_known=Source.objects.filter(last_good_at__gte=now - timedelta(days=7)).exists(),
        leads_shown=leads.shared().count(),
        to_confirm=[
            LeadToConfirm(
                lead=facts_of(lead),
                about_where=lead.about_where,
                days=days_since(lead.confirmed_at, now),
            )
            for lead in old[:MAX_LEADS]
        ],
        to_read=leads.filter(status=Lead.Status.REPORTED).count(),
        number_requests=LeadRelease.objects.filter(
            lead__in=leads.shared(), requested_at__isnull=False, released_at=None, refused_at=None
        ).count(),
        households=None if demand.households.is_least else demand.households.value,
        sought=sought_in(demand),
    )


def is_the_moment(now: datetime) -> bool:
    """Checks whether letters may be sent now, on the local clock: from Tuesday to Friday, 8:00 to
    20:00.
    """
    local = timezone.localtime(now)
    is_a_day = LEAVES_ON <= local.weekday() <= LAST_DAY
    return is_a_day and FIRST_HOUR <= local.time() < LAST_HOUR


def monday_of(now: datetime) -> date:
    """Returns the local Monday that begins the week of a moment."""
    today = timezone.localdate(now)
    return today - timedelta(days=today.weekday())


def _awaiting(week: date) -> list[Mandate]:
    """Returns the mandates whose holders accept the letter and have not received this week's."""
    has_left = TownHallLetter.objects.filter(
        person=OuterRef("person"), commune=OuterRef("scope__commune"), week=week
    )
    does_not_want_it = MessageChoice.objects.filter(
        person=OuterRef("person"),
        channel=TownHallLetterMail.channel,
        medium=MessageChoice.Medium.EMAIL,
        is_wanted=False,
    )
    return list(
        Mandate.objects.in_force()
        .filter(
            ~Exists(has_left),
            ~Exists(does_not_want_it),
            role__in=OF_THE_TOWN_HALL,
            scope__kind=ScopeKind.COMMUNE,
            person__is_active=True,
        )
        .select_related("person", "scope__commune")
        .order_by("person", "scope", "pk")[:BATCH]
    )


def _home(dwelling: Dwelling, commune: Commune) -> NewHome:
    return NewHome(
        dwelling_id=dwelling.pk,
        title=dwelling.title,
        commune_name=commune.name,
        offer=dwelling.offer,
        price_eur=dwelling.price_eur,
    )


def _count_around(new: DwellingQuerySet, commune: Commune) -> int:
    """Returns how many homes came on the market around the commune, outside of it."""
    if commune.latitude is None or commune.longitude is None:
        return 0
    away = metres(straight_line_from(commune.latitude, commune.longitude))
    around = new.filter(roughly_within(commune.latitude, commune.longitude, AROUND_M))
    return around.exclude(commune=commune).alias(away_m=away).filter(away_m__lte=AROUND_M).count()
