"""Tours of new mandates: the purpose of the role, in three or four steps.

A tour has only text and links, so that it is readable without scripts; it stays on the home of the
Espace until it is closed, for a month at most.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bocage.guides.models import ClosedTour
from bocage.guides.shelf import PAGE_OF_ROLE
from bocage.people.models import Mandate, Person, Role

GREETED_FOR = timedelta(days=30)
"""How long a mandate is considered new."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """Step of a tour: one explanation, and the page where it applies."""

    words: str | Promise
    action: str | Promise
    url_name: str


TODO_STEP = Step(
    words=_("Cette page s’ouvre sur ce qui vous attend, chaque chose avec le bouton qui la règle."),
    action=_("Lire l’aide de cette page"),
    url_name="help_home",
)

TOURS: dict[str, tuple[Step, ...]] = {
    Role.COORDINATOR: (
        TODO_STEP,
        Step(
            words=_(
                "Un projet qui arrive est lu, et reçoit une première réponse sous un jour ouvré."
            ),
            action=_("Voir les projets"),
            url_name="project_board",
        ),
        Step(
            words=_("Confiez un lieu à qui l’anime, une commune à son élu(e) ou son secrétariat."),
            action=_("Confier un mandat"),
            url_name="mandate_scope",
        ),
        Step(
            words=_("Chaque chiffre est compté la nuit, avec sa définition et son objectif."),
            action=_("Ouvrir le tableau de bord"),
            url_name="dashboards",
        ),
    ),
    Role.ELECTED: (
        TODO_STEP,
        Step(
            words=_("Les ménages intéressés, ceux qui arrivent, ce que la commune a promis."),
            action=_("Ouvrir Ma commune"),
            url_name="own_communes",
        ),
        Step(
            words=_("Vous connaissez une maison qui se libère avant les agences : deux touches."),
            action=_("Signaler un logement"),
            url_name="lead_list",
        ),
    ),
    Role.TOWN_HALL: (
        TODO_STEP,
        Step(
            words=_("Répondez pour un ménage, préparez une cérémonie, tenez la fiche."),
            action=_("Ouvrir Ma commune"),
            url_name="own_communes",
        ),
        Step(
            words=_("Relisez ce que d’autres signalent, et dites si c’est toujours libre."),
            action=_("Voir les pistes de logement"),
            url_name="lead_list",
        ),
    ),
    Role.HOST: (
        TODO_STEP,
        Step(
            words=_("Chaque matin : qui vient aujourd’hui, à quelle heure, et quoi préparer."),
            action=_("Voir mes lieux"),
            url_name="host_places",
        ),
        Step(
            words=_("Vous réservez aussi pour vous, comme tout le monde."),
            action=_("Voir mes réservations"),
            url_name="booking_list",
        ),
    ),
    Role.SPONSOR: (
        TODO_STEP,
        Step(
            words=_("Votre fiche dit combien de ménages vous pouvez suivre, et quand."),
            action=_("Ouvrir le parrainage"),
            url_name="sponsoring",
        ),
        Step(
            words=_("Que faire la première semaine, puis le premier mois ?"),
            action=_("Lire le guide des premiers pas"),
            url_name="sponsor_guide",
        ),
    ),
    Role.CLUB_ORGANISER: (
        TODO_STEP,
        Step(
            words=_("Les membres, leurs demandes, les signalements, les mots du club."),
            action=_("Ouvrir le club"),
            url_name="club_members",
        ),
        Step(
            words=_("Une rencontre réserve sa salle et prévient qui l’attend."),
            action=_("Préparer une rencontre"),
            url_name="gathering_plan",
        ),
    ),
    Role.TRAINING_OFFICER: (
        TODO_STEP,
        Step(
            words=_(
                "Écrivez une formation, puis une promotion : ses séances réservent leur salle."
            ),
            action=_("Ouvrir les formations"),
            url_name="training_home",
        ),
        Step(
            words=_("Qui va au bout, qui crée son entreprise : chaque taux dit sa définition."),
            action=_("Lire les chiffres des formations"),
            url_name="training_figures",
        ),
    ),
    Role.EDITOR: (
        TODO_STEP,
        Step(
            words=_("Les pages du territoire s’écrivent par blocs, en français et en anglais."),
            action=_("Ouvrir les pages du site"),
            url_name="wagtailadmin_home",
        ),
        Step(
            words=_("Un atout porte sa source et sa date : les pages le reprennent d’elles-mêmes."),
            action=_("Tenir les atouts"),
            url_name="asset_list",
        ),
    ),
    Role.ADMIN: (
        TODO_STEP,
        Step(
            words=_("Le nom, les couleurs, l’adresse, les textes et les délais de l’instance."),
            action=_("Ouvrir les réglages"),
            url_name="instance_settings",
        ),
        Step(
            words=_("Un mandat est un rôle sur un périmètre, avec des dates."),
            action=_("Confier un mandat"),
            url_name="mandate_scope",
        ),
        Step(
            words=_("Les alarmes, les tâches, les courriels refusés, les sauvegardes."),
            action=_("Voir l’état de l’instance"),
            url_name="instance_state",
        ),
    ),
}


def tour_for(person: Person) -> dict[str, Any] | None:
    """Returns the tour shown to a person today, that of their oldest recent mandate whose tour is
    not closed; None if there is none. One query.
    """
    mandate = (
        Mandate.objects.filter(person=person, starts_on__gt=timezone.localdate() - GREETED_FOR)
        .in_force()
        .exclude(pk__in=ClosedTour.objects.values("mandate"))
        .select_related("scope__departement", "scope__epci", "scope__commune", "scope__partner")
        .order_by("starts_on", "pk")
        .first()
    )
    if mandate is None:
        return None
    page = PAGE_OF_ROLE[mandate.role]
    return {
        "mandate": mandate,
        "steps": TOURS[mandate.role],
        "guide": f"roles/{page}",
        "sheet": f"feuilles/{page}",
    }
