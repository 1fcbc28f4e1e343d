"""Suggestions of steps for a stay from the data of its project: one click fills in the form."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from bocage.foundation.formatting.grammar import of_name
from bocage.foundation.formatting.times import format_moment, format_period
from bocage.housing.leads.formatting import line_words
from bocage.housing.models import Dwelling, Lead
from bocage.network.models import Gathering
from bocage.people.models import Person
from bocage.people.phones import format_phone
from bocage.territory.models import Commune
from bocage.welcome.helpers.models import HelpKind, HelpRequest
from bocage.welcome.homes.followed_homes import HomeLine, line_of
from bocage.welcome.homes.models import FollowedHome
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.relays.models import Relay
from bocage.welcome.sponsors.models import Sponsorship
from bocage.welcome.visits.itinerary.models import StepKind
from bocage.welcome.visits.stays.models import Stay, StayStep
from bocage.workspaces.models import Place, Resource

MAX_OF_A_KIND = 6
FARTHEST_PLACE_M = 40_000
MAX_PLACES = 6
MAX_LETTERS = 120
"""Maximum length of the title of a step."""
HOURS = {StepKind.HOME: 45, StepKind.SPONSOR: 90}
"""Initial duration of a step, in minutes; 60 by default."""
TO_SEE: list[str] = [
    FollowedHome.Status.TO_VISIT,
    FollowedHome.Status.CONTACTED,
    FollowedHome.Status.WANTED,
]
"""Statuses of the homes worth a visit, the nearest to it first."""
KINDS_OF_HELP = {HelpKind.SCHOOL_HEAD: StepKind.SCHOOL, HelpKind.LANDLORD: StepKind.HOME}


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """Suggested step of a programme. `key` names it in an address; the server looks it up among
    those of the project, so that an address gives nothing that the project does not have.
    """

    key: str
    kind: str
    title: str
    reason: str
    """Reason for the suggestion, in a few words."""
    detail: str = ""
    commune: Commune | None = None
    address: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    contact_mail: str = ""
    lead: Lead | None = None
    dwelling: Dwelling | None = None
    gathering: Gathering | None = None
    """Gathering that sets the hours of the step; None if they are free."""
    is_planned: bool = False

    @property
    def minutes(self) -> int:
        return HOURS.get(StepKind(self.kind), 60)

    def initial(self) -> dict[str, Any]:
        """Returns the initial data of the form of a step."""
        commune, gathering = self.commune, self.gathering
        hours: dict[str, Any] = {}
        if gathering is not None:
            starts, ends = map(timezone.localtime, (gathering.starts_at, gathering.ends_at))
            hours = {
                "day": starts.date().isoformat(),
                "starts": starts.time(),
                "ends": ends.time(),
            }
        return hours | {
            "kind": self.kind,
            "title": self.title,
            "commune": (commune.name, commune.code) if commune is not None else "",
            "address": self.address,
            "contact_name": self.contact_name,
            "contact_phone": self.contact_phone,
            "contact_mail": self.contact_mail,
        }

    def about(self) -> dict[str, Any]:
        """Returns the home that the step concerns, as keyword arguments of `StepWish`."""
        return {"lead": self.lead, "dwelling": self.dwelling}


def suggestions_for(stay: Stay, steps: Sequence[StayStep] = ()) -> list[Suggestion]:
    """Lists every suggestion for the project of a stay, the surest first; planned ones are marked.
    Seven queries, however many suggestions there are.
    """
    project, planned = stay.project, _Planned(steps)
    followed = list(_followed_homes(project, planned))
    followed_leads = {home.lead.pk for home in followed if home.lead is not None}
    return [
        *followed,
        *_leads(project, planned, followed_leads),
        *_town_halls(project, planned),
        *_sponsor(project, planned),
        *_helpers(project, planned),
        *_gatherings(stay, planned),
    ]


def find_suggestion(key: str, stay: Stay) -> Suggestion | None:
    """Returns the suggestion that an address names, among those of the project; None if there is
    none.
    """
    if not key:
        return None
    return next((suggestion for suggestion in suggestions_for(stay) if suggestion.key == key), None)


def places_near(stay: Stay) -> list[Place]:
    """Returns the published places nearest to where the household would live, or arrives."""
    position = _middle(stay)
    if position is None:
        return []
    nearest = Place.objects.published().near(*position).select_related("commune")
    return [place for place in nearest[:MAX_PLACES] if place.distance_m <= FARTHEST_PLACE_M]


def desks_near(stay: Stay) -> list[tuple[str, list[tuple[str, str]]]]:
    """Lists the desks that can be booked in the places near a stay, grouped by place, as form
    choices; two queries.
    """
    places = places_near(stay)
    resources = Resource.objects.active().filter(place__in=places).order_by("position", "name")
    by_place: dict[Any, list[tuple[str, str]]] = {}
    for resource in resources:
        by_place.setdefault(resource.place_id, []).append((str(resource.pk), resource.name))
    return [
        (f"{place.name} ({place.commune.name})", by_place[place.pk])
        for place in places
        if place.pk in by_place
    ]


class _Planned:
    """Items already in a programme."""

    def __init__(self, steps: Sequence[StayStep]) -> None:
        self.homes = {step.lead_id or step.dwelling_id for step in steps} - {None}
        self.mails = {step.contact_mail for step in steps} - {""}
        self.clubs = {step.period.lower for step in steps if step.kind == StepKind.CLUB}
        self.town_halls = {step.commune_id for step in steps if step.kind == StepKind.TOWN_HALL}


def _followed_homes(project: SettlementProject, planned: _Planned) -> Iterator[Suggestion]:
    """Yields the homes that the household follows and can still see; one query."""
    homes = (
        FollowedHome.objects.filter(project=project.pk, status__in=TO_SEE)
        .select_related("dwelling__commune", "lead__commune")
        .defer("dwelling__description", "dwelling__search_vector")
    )
    lines = [line for home in homes if not (line := line_of(home)).is_gone]
    lines.sort(key=lambda line: (TO_SEE.index(line.home.status), -(line.home.mark or 0)))
    for line in lines[:MAX_OF_A_KIND]:
        lead, dwelling = line.home.lead, line.home.dwelling
        home = lead or dwelling
        if home is None:
            continue
        yield Suggestion(
            key=f"lead:{home.pk}" if lead is not None else f"dwelling:{home.pk}",
            kind=StepKind.HOME,
            title=line.title[:MAX_LETTERS],
            detail=" · ".join(filter(None, [line.commune, line.price])),
            reason=_followed_words(line),
            commune=home.commune,
            lead=lead,
            dwelling=dwelling,
            is_planned=home.pk in planned.homes,
        )


def _followed_words(line: HomeLine) -> str:
    """Returns « Suivi par le ménage : à visiter, mardi 12 janvier 2027 à 14 h »."""
    words = _("Suivi par le ménage : %(state)s") % {"state": line.home.get_status_display()}
    if line.home.status == FollowedHome.Status.TO_VISIT and line.home.visit_at is not None:
        return f"{words}, {format_moment(line.home.visit_at)}"
    return words


def _leads(
    project: SettlementProject, planned: _Planned, followed_leads: set[Any]
) -> Iterator[Suggestion]:
    """Yields the leads of the communes that the household wishes for; one query."""
    leads = (
        Lead.objects.shared()
        .filter(commune__projects_that_wish_it=project)
        .exclude(pk__in=followed_leads)
        .select_related("commune")
        .order_by("-confirmed_at", "pk")
    )
    for lead in leads[:MAX_OF_A_KIND]:
        yield Suggestion(
            key=f"lead:{lead.pk}",
            kind=StepKind.HOME,
            title=line_words(lead),
            detail=lead.commune.name,
            reason=_("Piste dans une commune souhaitée"),
            commune=lead.commune,
            lead=lead,
            is_planned=lead.pk in planned.homes,
        )


def _town_halls(project: SettlementProject, planned: _Planned) -> Iterator[Suggestion]:
    """Yields the town halls that accepted, with who answered; then those of the communes that the
    household wishes for, except those that declined. Two queries.
    """
    relays = (
        Relay.objects.filter(project=project, status=Relay.Status.ANSWERED)
        .select_related("commune", "answered_by")
        .order_by("answered_at", "pk")
    )
    last = {relay.commune_id: relay for relay in relays}
    communes = project.communes.exclude(pk__in=last).order_by("name")
    welcoming = [relay for relay in last.values() if relay.answer == Relay.Answer.YES]
    for relay in welcoming[:MAX_OF_A_KIND]:
        yield _town_hall(
            relay.commune, planned, reason=_yes_words(relay), **_contact(relay.answered_by)
        )
    for commune in communes[:MAX_OF_A_KIND]:
        yield _town_hall(commune, planned, reason=_("Commune souhaitée"))


def _town_hall(commune: Commune, planned: _Planned, *, reason: str, **contact: Any) -> Suggestion:
    return Suggestion(
        key=f"town_hall:{commune.pk}",
        kind=StepKind.TOWN_HALL,
        title=_("Rencontre à la mairie %(of_commune)s") % {"of_commune": of_name(commune.name)},
        detail=contact.get("contact_name", ""),
        reason=reason,
        commune=commune,
        address=_("Mairie"),
        is_planned=commune.pk in planned.town_halls,
        **contact,
    )


def _yes_words(relay: Relay) -> str:
    if relay.may_have_home:
        return _("La mairie a répondu oui, et a peut-être un logement")
    return _("La mairie a répondu oui")


def _sponsor(project: SettlementProject, planned: _Planned) -> Iterator[Suggestion]:
    """Yields the sponsor who accompanies the household, or has a pending request; one query."""
    sponsorship = (
        Sponsorship.objects.filter(project=project, status__in=Sponsorship.OPEN)
        .select_related("sponsor__person", "sponsor__commune")
        .first()
    )
    if sponsorship is None:
        return
    profile = sponsorship.sponsor
    contact = _contact(profile.person)
    if not profile.shows_phone:
        contact["contact_phone"] = ""
    is_active = sponsorship.status == Sponsorship.Status.ACTIVE
    yield Suggestion(
        key=f"sponsor:{sponsorship.pk}",
        kind=StepKind.SPONSOR,
        title=_("Rencontre avec %(name)s") % {"name": profile.person.name},
        detail=", ".join(filter(None, [profile.trade, profile.commune.name])),
        reason=_("Accompagne le ménage")
        if is_active
        else _("Parrainage proposé, réponse attendue"),
        commune=profile.commune,
        is_planned=profile.person.email in planned.mails,
        **contact,
    )


def _helpers(project: SettlementProject, planned: _Planned) -> Iterator[Suggestion]:
    """Yields the helpers of the address book who agreed to help this project; one query."""
    help_requests = (
        HelpRequest.objects.filter(
            project=project, answer=HelpRequest.Answer.YES, helper__is_open=True
        )
        .select_related("helper__commune")
        .order_by("-answered_at", "pk")
    )
    for request in help_requests[:MAX_OF_A_KIND]:
        helper = request.helper
        yield Suggestion(
            key=f"helper:{request.pk}",
            kind=KINDS_OF_HELP.get(HelpKind(helper.kind), StepKind.OTHER),
            title=_("Rencontre avec %(name)s") % {"name": helper.name},
            detail=f"{helper.get_kind_display()}, {helper.commune.name}",
            reason=_("A répondu oui pour ce ménage"),
            commune=helper.commune,
            contact_name=helper.name,
            contact_phone=helper.phone,
            contact_mail=helper.email,
            is_planned=helper.email in planned.mails,
        )


def _gatherings(stay: Stay, planned: _Planned) -> Iterator[Suggestion]:
    """Yields the gatherings of the club during the stay; one query."""
    gatherings = (
        Gathering.objects.filter(
            status__in=Gathering.COMING,
            commune__departement=stay.project.departement_id,
            starts_at__gte=stay.period.lower,
            ends_at__lte=stay.period.upper,
        )
        .select_related("commune")
        .order_by("starts_at", "pk")
    )
    for gathering in gatherings[:MAX_OF_A_KIND]:
        yield Suggestion(
            key=f"gathering:{gathering.pk}",
            kind=StepKind.CLUB,
            title=gathering.title,
            detail=format_period(gathering.starts_at, gathering.ends_at),
            reason=_("Le club se retrouve pendant le séjour"),
            commune=gathering.commune,
            address=gathering.location[:200],
            gathering=gathering,
            is_planned=gathering.starts_at in planned.clubs,
        )


def _contact(person: Person | None) -> dict[str, Any]:
    """Returns the contact details of a person, as initial values of the step form."""
    if person is None or not person.is_active:
        return {}
    return {
        "contact_name": person.name,
        "contact_phone": format_phone(person.phone) if person.phone else "",
        "contact_mail": person.email,
    }


def _middle(stay: Stay) -> tuple[float, float] | None:
    """Returns the position around which workspaces are searched; None if unknown."""
    project = stay.project
    communes = [project.commune] if project.commune is not None else list(project.communes.all())
    for commune in [*communes, stay.arrival_commune]:
        if commune is not None and commune.latitude is not None and commune.longitude is not None:
            return commune.latitude, commune.longitude
    return None
