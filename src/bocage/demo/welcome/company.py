"""The company that households of the demo have: sponsors, stays, ceremonies."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from bocage.demo.cast import COORDINATOR, ELECTED, SETTLED_TELEWORKER, SPONSOR
from bocage.demo.days import SATURDAY, THURSDAY, at_hour, weekday_from
from bocage.demo.neighbours import NEIGHBOURS
from bocage.demo.places.census import BOITRON as TELEWORK_CENTRE
from bocage.demo.welcome.households import (
    BAZIN,
    BELLEME,
    BERTIN,
    BOITRON,
    LE_MELE,
    MARCHESSEAU,
    SHAH,
    VASSEUR,
)
from bocage.people.models import Person
from bocage.territory.models import Commune
from bocage.welcome.ceremonies.operations.ceremonies import (
    CeremonyPlan,
    GuestAnswer,
    answer_invitation,
    hold_ceremony,
    invite_newcomers,
    plan_ceremony,
)
from bocage.welcome.models import SettlementProject, Sponsorship, Stage, Stay, StepKind
from bocage.welcome.pipeline.operations.stages import choose_commune, move_project
from bocage.welcome.sponsors.operations.profiles import (
    SponsorWords,
    accept_sponsor_offer,
    offer_oneself,
    offer_to_sponsor,
)
from bocage.welcome.sponsors.operations.sponsorships import (
    accept_sponsorship,
    end_sponsorship,
    propose_sponsor,
)
from bocage.welcome.visits.stays.operations.desks import book_desk_for_stay
from bocage.welcome.visits.stays.operations.stays import StayPlan, confirm_stay, end_stay, plan_stay
from bocage.welcome.visits.stays.operations.steps import StepWish, add_step
from bocage.workspaces.house_rules.operations.house_rules import accept_house_rules
from bocage.workspaces.models import Place

People = Mapping[str, Person]
Projects = Mapping[str, SettlementProject]

HOSTESS = NEIGHBOURS[12]
"""Person who accompanies newcomers at Boitron."""


def find_sponsors(people: People, projects: Projects, now: datetime) -> None:
    """Creates sponsorships: one in progress, one that is over, and one that waits for Odile's
    answer.
    """
    nadia, odile, hostess = (
        people[email] for email in (COORDINATOR.email, SPONSOR.email, HOSTESS.email)
    )
    belleme, boitron = (Commune.objects.get(pk=code) for code in (BELLEME, BOITRON))
    of_belleme = offer_oneself(
        by=odile,
        commune=belleme,
        words=SponsorWords(
            trade="bibliothécaire",
            languages=["français", "anglais"],
            availability=["weekends"],
            max_at_once=2,
            words="Un café, le marché du jeudi, et je vous présente à tout le monde.",
        ),
        now=now - timedelta(days=500),
    )
    offered = offer_to_sponsor(
        by=nadia,
        commune=boitron,
        email=hostess.email,
        words=SponsorWords(trade="infirmière", languages=["français"], max_at_once=2),
        now=now - timedelta(days=320),
    )
    of_boitron = accept_sponsor_offer(by=hostess, profile=offered, now=now - timedelta(days=318))
    for person in (odile, hostess):
        person.forget_mandates()
    over = propose_sponsor(
        by=nadia, project=projects[BAZIN.email], sponsor=of_belleme, now=now - timedelta(days=430)
    )
    over = accept_sponsorship(by=odile, sponsorship=over, now=now - timedelta(days=429))
    end_sponsorship(
        by=odile,
        sponsorship=over,
        reason=Sponsorship.Reason.DONE,
        words="On se téléphone pour le plaisir.",
        now=now - timedelta(days=60),
    )
    lasting = propose_sponsor(
        by=nadia,
        project=projects[MARCHESSEAU.email],
        sponsor=of_boitron,
        now=now - timedelta(days=150),
    )
    accept_sponsorship(by=hostess, sponsorship=lasting, now=now - timedelta(days=149))
    propose_sponsor(
        by=nadia, project=projects[SHAH.email], sponsor=of_belleme, now=now - timedelta(hours=20)
    )


def create_stays(people: People, projects: Projects, now: datetime) -> None:
    """Creates a stay that convinced a household, and a future one."""
    nadia = people[COORDINATOR.email]
    past = weekday_from(now - timedelta(days=43), THURSDAY)
    stay = _stay(
        nadia,
        projects[VASSEUR.email],
        name="Deux jours au Mêle",
        code=LE_MELE,
        starts=past,
        now=now,
    )
    end_stay(by=nadia, stay=stay, now=past + timedelta(days=2))
    choose_commune(
        by=nadia, project=projects[VASSEUR.email], commune=Commune.objects.get(pk=LE_MELE)
    )
    for days, stage in ((42, Stage.VISITING), (37, Stage.DECIDING), (12, Stage.MOVING)):
        move_project(
            by=nadia,
            project=projects[VASSEUR.email],
            to=stage,
            now=now - timedelta(days=days),
        )
    coming = weekday_from(now + timedelta(days=5), THURSDAY)
    _stay(
        nadia,
        projects[BERTIN.email],
        name="Deux jours à Boitron",
        code=BOITRON,
        starts=coming,
        now=now,
    )
    move_project(
        by=nadia,
        project=projects[BERTIN.email],
        to=Stage.VISITING,
        now=now - timedelta(days=1),
    )


def book_a_desk(people: People, now: datetime) -> int:
    """Books desks in the telework centre for the afternoon of the future stay. Returns how many."""
    stay = Stay.objects.select_related("project").get(project__name=BERTIN.name)
    place = Place.objects.select_related("scope", "commune").get(slug=TELEWORK_CENTRE.slug)
    agathe = people[BERTIN.email]
    for house_rules in place.house_rules.order_by("-version")[:1]:
        accept_house_rules(by=agathe, house_rules=house_rules)
    book_desk_for_stay(
        by=people[COORDINATOR.email],
        stay=stay,
        resource=place.resources.get(name="Poste 6"),
        starts_at=at_hour(stay.starts_at, 14),
        ends_at=at_hour(stay.starts_at, 17),
        adult=agathe,
        now=now - timedelta(hours=2),
    )
    return 1


def _stay(
    nadia: Person,
    project: SettlementProject,
    *,
    name: str,
    code: str,
    starts: datetime,
    now: datetime,
) -> Stay:
    """Creates a stay of two days, with the town hall, a home and the school; notifies everybody."""
    planned_at = min(now, starts - timedelta(days=6))
    commune = Commune.objects.get(pk=code)
    begins = at_hour(starts, 9, 30)
    stay = plan_stay(
        by=nadia,
        project=project,
        plan=StayPlan(
            name=name,
            starts_at=begins,
            ends_at=begins + timedelta(days=1, hours=7),
            arrival_place="la gare",
            arrival_commune=commune,
            words="Prenez des bottes, et gardez la soirée libre.",
        ),
        now=planned_at,
    )
    moments = (
        (StepKind.TOWN_HALL, "La mairie, un café", 60, 60, "La secrétaire de mairie"),
        (StepKind.HOME, "La maison derrière l’école", 150, 60, ""),
        (StepKind.SCHOOL, "L’école et la garderie", 24 * 60, 60, "Sandrine Lemoine"),
    )
    for kind, title, after, lasts, contact in moments:
        at = begins + timedelta(minutes=after)
        add_step(
            by=nadia,
            stay=stay,
            wish=StepWish(
                kind=kind,
                title=title,
                starts_at=at,
                ends_at=at + timedelta(minutes=lasts),
                commune=commune,
                contact_name=contact,
            ),
            now=planned_at,
        )
    return confirm_stay(by=nadia, stay=stay, now=planned_at + timedelta(hours=3))


def hold_ceremonies(people: People, now: datetime) -> None:
    """Creates a past ceremony at Bellême, and a future one at Boitron, with half of the answers."""
    nadia, mayor = people[COORDINATOR.email], people[ELECTED.email]
    held_at = at_hour(weekday_from(now - timedelta(days=213), SATURDAY), 11)
    past_ceremony = plan_ceremony(
        by=nadia,
        commune=Commune.objects.get(pk=BELLEME),
        plan=CeremonyPlan(starts_at=held_at, place="Salle des fêtes de Bellême"),
        now=held_at - timedelta(days=30),
    )
    (guest,) = invite_newcomers(by=nadia, ceremony=past_ceremony, now=held_at - timedelta(days=28))
    answer_invitation(
        by=people[BAZIN.email],
        guest=guest,
        answer=GuestAnswer(
            comes=True,
            people=1,
            agrees_to_be_presented=True,
            presented_as="Mathilde, qui dessine des jardins",
            agrees_to_photos=True,
        ),
        now=held_at - timedelta(days=25),
    )
    hold_ceremony(
        by=nadia, ceremony=past_ceremony, present=[guest.pk], now=held_at + timedelta(hours=3)
    )
    coming_at = at_hour(weekday_from(now + timedelta(days=9), SATURDAY), 11)
    coming = plan_ceremony(
        by=mayor,
        commune=Commune.objects.get(pk=BOITRON),
        plan=CeremonyPlan(
            starts_at=coming_at,
            place="Mairie de Boitron",
            words="Venez comme vous êtes. Il y aura du cidre, et du jus pour les petits.",
        ),
        now=now - timedelta(days=6),
    )
    for guest in invite_newcomers(by=mayor, ceremony=coming, now=now - timedelta(days=5)):
        if guest.project.name == MARCHESSEAU.name:
            answer_invitation(
                by=people[SETTLED_TELEWORKER.email],
                guest=guest,
                answer=GuestAnswer(
                    comes=True, people=1, agrees_to_be_presented=True, presented_as="Julien"
                ),
                now=now - timedelta(days=4),
            )
