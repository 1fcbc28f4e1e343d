"""Sections of a project's page: answers, adults, consents, views of the file, endings, and
workspaces.
"""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from bocage.foundation.formatting.dates import date_format
from bocage.foundation.formatting.grammar import of_name
from bocage.foundation.formatting.money import whole_euros
from bocage.people.models import Person, Role
from bocage.territory.models import Commune
from bocage.territory.travel import road_minutes
from bocage.territory.travel_formatting import format_road
from bocage.welcome.homes.project_criteria import area_of, communes_looked_at
from bocage.welcome.intake.forms import ANSWER_STEPS
from bocage.welcome.projects.contents import known_uses, rows_of
from bocage.welcome.projects.formatting import people_in_short
from bocage.welcome.projects.models.messages import ProjectConsent
from bocage.welcome.projects.models.projects import ProjectView, SettlementProject
from bocage.welcome.projects.sections import add_household_section
from bocage.workspaces.models import Place

MAX_PLACES = 3
FARTHEST_M = 40_000


def places_nearby(project: SettlementProject, _person: Person) -> dict[str, Any] | None:
    """Returns the nearest published places, those in the communes that the household considers
    first; None if no commune is wished for, or no place is near.
    """
    communes = communes_looked_at(project)
    area = area_of(communes)
    if area is None:
        return None
    nearest = Place.objects.published().near(area.latitude, area.longitude)
    places = [
        place
        for place in nearest.select_related("commune")[:MAX_PLACES]
        if place.distance_m <= FARTHEST_M
    ]
    if not places:
        return None
    commune_codes = {commune.pk for commune in communes}
    places.sort(key=lambda place: place.commune_id not in commune_codes)
    return {"around": area.label, "places": [(place, _way(place, communes)) for place in places]}


def _way(place: Place, communes: Sequence[Commune]) -> str:
    """Returns the distance from where the household looks; on the spot if that is the commune of
    the place.
    """
    if [commune.pk for commune in communes] == [place.commune_id]:
        return _("sur place")
    return format_road(place.distance_m, road_minutes(place.distance_m))


add_household_section(
    name="travailler",
    title=pgettext_lazy("section", "Où travailler"),
    template="welcome/household_portal/places.html",
    rank=35,
    context=places_nearby,
)


SHOWN_VIEWS = 20

Use = ProjectConsent.Use


def answers(project: SettlementProject, _person: Person) -> dict[str, Any]:
    """Returns the answers of the household, step by step, each with its link to change them."""
    lines_by_step = {
        "vous": [people_in_short(project), project.origin, ", ".join(project.languages)],
        "travail": _work(project),
        "besoins": _needs(project),
        "ou-et-quand": _area_lines(project),
        "en-vos-mots": [project.words, project.worries],
    }
    return {
        "steps": [
            {"step": step, "lines": [line for line in lines_by_step[step.slug] if line]}
            for step in ANSWER_STEPS
        ]
    }


def _work(project: SettlementProject) -> list[str]:
    lines = [project.get_work_display() if project.work else "", project.trade]
    if project.telework_days is not None:
        days = ngettext(
            "%(days)d jour à distance par semaine",
            "%(days)d jours à distance par semaine",
            project.telework_days,
        )
        lines.append(days % {"days": project.telework_days})
    if project.workspace_days:
        days = (
            ngettext(
                "%(days)d jour en bureau partagé par semaine",
                "%(days)d jours en bureau partagé par semaine",
                project.workspace_days,
            )
            if project.telework_days is None
            else _("dont %(days)d en bureau partagé")
        )
        lines.append(days % {"days": project.workspace_days})
    if project.has_business_project:
        lines.append(_("une activité à créer"))
    return lines


def _needs(project: SettlementProject) -> list[str]:
    lines = [project.get_home_wish_display() if project.home_wish else ""]
    if budget := project.budget_to_buy:
        lines.append(_("jusqu’à %(price)s") % {"price": whole_euros(budget)})
    if rent := project.rent_to_pay:
        lines.append(_("%(price)s par mois") % {"price": whole_euros(rent)})
    if project.rooms:
        rooms = ngettext("%(count)d pièce", "%(count)d pièces", project.rooms)
        lines.append(rooms % {"count": project.rooms})
    for is_requested, words in (
        (project.needs_fibre, _("la fibre")),
        (project.needs_station, _("une gare")),
        (project.needs_health, _("un médecin et une pharmacie")),
    ):
        if is_requested:
            lines.append(words)
    if project.setting:
        lines.append(str(project.get_setting_display()))
    return lines


def _area_lines(project: SettlementProject) -> list[str]:
    lines = [", ".join(commune.name for commune in project.communes.all()), project.location_wish]
    if project.wants_to_move_on is not None:
        lines.append(
            _("à partir %(of_month)s")
            % {"of_month": of_name(date_format(project.wants_to_move_on, "F Y"))}
        )
    return lines


def adults(project: SettlementProject, person: Person) -> dict[str, Any]:
    """Returns the adults who share the page, and the pending invitations."""
    sharing = list(project.adults.select_related("person"))
    return {
        "adults": [(adult.person, adult.person_id == person.pk) for adult in sharing],
        "invitations": list(rows_of(project, project.invitations.all())),
        "may_leave": len(sharing) > 1,
    }


def consents(project: SettlementProject, _person: Person) -> dict[str, Any]:
    """Returns each use of the household's data in plain words, and whether it consents to it."""
    agreed = known_uses(project)
    words = {
        Use.TOWN_HALLS: (
            _("Parler de nous aux mairies des communes qui nous plaisent"),
            _("Vos prénoms et ce que vous cherchez ; ni votre adresse, ni votre numéro."),
        ),
        Use.HELPERS: (
            _("Parler de nous à des personnes qui peuvent aider"),
            _(
                "Un propriétaire, une directrice d’école, un médecin. Pendant un week-end "
                "d’accueil, qui vous conduit ou vous loge a aussi votre numéro."
            ),
        ),
        Use.CLUB: (
            _("Nous présenter à des membres du club"),
            _("Des indépendants et des télétravailleurs déjà installés."),
        ),
        Use.TESTIMONY: (
            _("Raconter notre histoire"),
            _("Sur le site ou dans un journal, après vous avoir montré le texte."),
        ),
    }
    return {
        "uses": [
            {
                "use": use.value,
                "words": consent_words,
                "help": help_text,
                "is_given": use.value in agreed,
            }
            for use, (consent_words, help_text) in words.items()
        ]
    }


def seen_by(project: SettlementProject, _person: Person) -> dict[str, Any]:
    """Returns who outside the household opened its file, in which capacity, and when; one query."""
    views = rows_of(project, ProjectView.objects.filter(project=project.pk)).select_related(
        "person"
    )
    return {
        "views": [
            {
                "name": str(view.person),
                "capacity": _capacity(view.capacity),
                "at": view.viewed_at,
            }
            for view in views[:SHOWN_VIEWS]
        ]
    }


def _capacity(capacity: str) -> str:
    return str(Role(capacity).label) if capacity in Role.values else capacity


def ending(project: SettlementProject, _person: Person) -> dict[str, Any]:
    """Returns the context of the section to pause, close or erase the project."""
    return {"status": project.status, "has_arrived": project.has_arrived}


for name, title, template, rank, context in (
    ("reponses", gettext_lazy("Ce que vous nous avez dit"), "answers_section", 70, answers),
    ("menage", gettext_lazy("Qui partage cette page"), "adults", 75, adults),
    ("accords", gettext_lazy("Ce que vous acceptez"), "consents", 80, consents),
    ("consultations", gettext_lazy("Qui a ouvert votre dossier"), "seen", 85, seen_by),
    ("fin", gettext_lazy("Changer d’avis"), "ending", 95, ending),
):
    add_household_section(
        name=name,
        title=title,
        is_folded=True,
        template=f"welcome/household_portal/{template}.html",
        rank=rank,
        context=context,
    )
