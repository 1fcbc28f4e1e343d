"""Default task templates of stages, as data.

A template is opened once per project, when it enters the stage: `applies` checks whether the
household needs it. `fact` names the fact that closes it automatically.

The internet line and the registration of a company have no `fact`, since no recorded data prove
them: a household that has moved in may not be connected, the fibre coverage is that of the commune,
no follow-up contains the question, and a self-employed person may have registered elsewhere for
years. The household or the team marks them as done in one click, with the date.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bocage.welcome.pipeline.models.tasks import TaskSide
from bocage.welcome.projects.facts import Fact
from bocage.welcome.projects.models.projects import SettlementProject, Stage

HomeWish = SettlementProject.HomeWish


def _always(_project: SettlementProject) -> bool:
    return True


@dataclass(frozen=True, kw_only=True)
class TaskTemplate:
    """Task that a stage requires of the team or of the household, within some days."""

    name: str
    stage: Stage
    title: str | Promise
    help: str | Promise = ""
    side: TaskSide = TaskSide.TEAM
    within_days: int | None = None
    fact: Fact | None = None
    applies: Callable[[SettlementProject], bool] = _always
    only_if: str | Promise = ""
    """Condition of `applies`, in words."""


def _has_schools(project: SettlementProject) -> bool:
    return bool(project.schools)


def _needs_a_home(project: SettlementProject) -> bool:
    return project.home_wish != HomeWish.HAS_ONE


def _works_in_company(project: SettlementProject) -> bool:
    return project.workspace_days > 0


TEMPLATES: tuple[TaskTemplate, ...] = (
    TaskTemplate(
        name="first_answer",
        stage=Stage.CONTACT,
        title=_("Donner une première réponse"),
        help=_("Un mot, un nom et un numéro : le ménage sait qui l’accompagne."),
        within_days=1,
        fact=Fact.ANSWERED,
    ),
    TaskTemplate(
        name="first_call",
        stage=Stage.QUALIFIED,
        title=_("Appeler le ménage pour comprendre son projet"),
        help=_("Ce qui compte le plus, ce qui inquiète, le calendrier."),
        within_days=7,
    ),
    TaskTemplate(
        name="complete_project",
        stage=Stage.QUALIFIED,
        side=TaskSide.HOUSEHOLD,
        title=_("Compléter « Mon projet »"),
        help=_("Budget, communes, écoles : plus nous en savons, mieux nous cherchons."),
        within_days=14,
    ),
    TaskTemplate(
        name="ask_town_halls",
        stage=Stage.EXPLORING,
        title=_("Interroger une ou deux mairies"),
        help=_("Logement, école, voisinage : elles savent ce que personne n’écrit."),
        within_days=7,
        fact=Fact.TOWN_HALL_CONSULTED,
    ),
    TaskTemplate(
        name="find_sponsor",
        stage=Stage.EXPLORING,
        title=_("Trouver un parrain ou une marraine"),
        within_days=21,
        fact=Fact.SPONSOR_ACCEPTED,
    ),
    TaskTemplate(
        name="check_fibre",
        stage=Stage.EXPLORING,
        title=_("Vérifier la fibre dans les communes souhaitées"),
        within_days=14,
        applies=lambda project: project.needs_fibre,
        only_if=_("seulement si le ménage a besoin de la fibre"),
    ),
    TaskTemplate(
        name="ask_schools",
        stage=Stage.EXPLORING,
        title=_("Demander les places à l’école et à la garderie"),
        within_days=21,
        fact=Fact.SCHOOL_ANSWERED,
        applies=_has_schools,
        only_if=_("seulement si le ménage cherche une école"),
    ),
    TaskTemplate(
        name="follow_homes",
        stage=Stage.EXPLORING,
        side=TaskSide.HOUSEHOLD,
        title=_("Noter les logements qui vous plaisent"),
        help=_("Sur votre page : nous voyons ce qui vous convient, et pouvons appeler."),
        applies=_needs_a_home,
        only_if=_("seulement si le ménage cherche un logement"),
    ),
    TaskTemplate(
        name="bank",
        stage=Stage.EXPLORING,
        side=TaskSide.HOUSEHOLD,
        title=_("Faire le point avec votre banque"),
        applies=lambda project: project.home_wish in (HomeWish.BUY, HomeWish.RENT_THEN_BUY),
        only_if=_("seulement si le ménage veut acheter"),
    ),
    TaskTemplate(
        name="plan_stay",
        stage=Stage.VISITING,
        title=_("Préparer le programme du séjour"),
        help=_("Logements, mairie, école, bureau partagé, et un moment avec des gens d’ici."),
        within_days=14,
        fact=Fact.STAY_PLANNED,
    ),
    TaskTemplate(
        name="book_desk",
        stage=Stage.VISITING,
        title=_("Réserver un bureau pendant le séjour"),
        within_days=14,
        fact=Fact.DESK_BOOKED,
        applies=_works_in_company,
        only_if=_("seulement si le ménage veut un bureau partagé"),
    ),
    TaskTemplate(
        name="visit_home",
        stage=Stage.VISITING,
        side=TaskSide.HOUSEHOLD,
        title=_("Visiter au moins un logement"),
        fact=Fact.HOME_VISITED,
        applies=_needs_a_home,
        only_if=_("seulement si le ménage cherche un logement"),
    ),
    TaskTemplate(
        name="call_after_stay",
        stage=Stage.DECIDING,
        title=_("Rappeler le ménage après son séjour"),
        within_days=4,
    ),
    TaskTemplate(
        name="tell_choice",
        stage=Stage.DECIDING,
        side=TaskSide.HOUSEHOLD,
        title=_("Nous dire ce qui fait encore hésiter"),
        within_days=14,
    ),
    TaskTemplate(
        name="home_found",
        stage=Stage.MOVING,
        side=TaskSide.HOUSEHOLD,
        title=_("Signer pour le logement"),
        fact=Fact.HOME_FOUND,
        applies=_needs_a_home,
        only_if=_("seulement si le ménage cherche un logement"),
    ),
    TaskTemplate(
        name="internet_line",
        stage=Stage.MOVING,
        side=TaskSide.HOUSEHOLD,
        title=_("Commander la ligne internet"),
        help=_(
            "Trois semaines avant d’emménager : le rendez-vous de raccordement se fait attendre."
        ),
        within_days=21,
    ),
    TaskTemplate(
        name="enrol_schools",
        stage=Stage.MOVING,
        side=TaskSide.HOUSEHOLD,
        title=_("Inscrire les enfants à l’école, en mairie"),
        within_days=21,
        applies=_has_schools,
        only_if=_("seulement si le ménage cherche une école"),
    ),
    TaskTemplate(
        name="find_doctor",
        stage=Stage.MOVING,
        title=_("Trouver un médecin traitant"),
        within_days=30,
        fact=Fact.DOCTOR_FOUND,
    ),
    TaskTemplate(
        name="find_craftsmen",
        stage=Stage.MOVING,
        title=_("Donner des noms d’artisans pour les travaux"),
        within_days=21,
        fact=Fact.CRAFTSMAN_FOUND,
        applies=lambda project: project.home_wish in (HomeWish.BUY, HomeWish.HAS_ONE),
        only_if=_("seulement si le ménage achète, ou a déjà un logement"),
    ),
    TaskTemplate(
        name="register_company",
        stage=Stage.MOVING,
        side=TaskSide.HOUSEHOLD,
        title=_("Immatriculer l’entreprise, ou transférer son siège"),
        help=_("Sur le guichet unique des entreprises ; la chambre consulaire peut aider."),
        within_days=45,
        applies=lambda project: (
            project.has_business_project
            or project.work
            in (
                SettlementProject.Work.INDEPENDENT,
                SettlementProject.Work.DIRECTOR,
                SettlementProject.Work.FOUNDER,
            )
        ),
        only_if=_("seulement si le ménage travaille à son compte, ou veut créer une entreprise"),
    ),
    TaskTemplate(
        name="moved_in",
        stage=Stage.MOVING,
        title=_("Prendre des nouvelles le jour de l’emménagement"),
        fact=Fact.MOVED_IN,
    ),
    TaskTemplate(
        name="change_address",
        stage=Stage.SETTLED,
        side=TaskSide.HOUSEHOLD,
        title=_("Changer d’adresse : impôts, carte grise, listes électorales"),
        within_days=30,
    ),
    TaskTemplate(
        name="ceremony",
        stage=Stage.SETTLED,
        title=_("Proposer une cérémonie d’accueil à la mairie"),
        within_days=60,
        fact=Fact.CEREMONY_HELD,
    ),
    TaskTemplate(
        name="first_follow_up",
        stage=Stage.SETTLED,
        side=TaskSide.HOUSEHOLD,
        title=_("Nous dire comment se passe l’arrivée"),
        within_days=45,
        fact=Fact.FOLLOW_UP_ANSWERED,
    ),
)
"""Default templates, in the order of display."""

ORDER = {template.name: rank for rank, template in enumerate(TEMPLATES)}
