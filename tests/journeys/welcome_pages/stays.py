"""Stays and welcome weekends, as they are prepared and as households read them."""

from typing import Any

from bocage.people.models import Person, Role
from bocage.welcome.models import ProjectConsent
from bocage.welcome.visits.stays.links import stay_feedback_link
from bocage.welcome.visits.stays.operations.stays import confirm_stay
from bocage.welcome.visits.weekends.operations.households import prepare_programmes
from bocage.workspaces.models import Place
from tests.people.factories import PersonFactory
from tests.welcome.factories import ProjectFactory
from tests.welcome.visits.factories import (
    NightHostFactory,
    StayFactory,
    StayStepFactory,
    WeekendCarFactory,
    WeekendFactory,
    WeekendHouseholdFactory,
    WeekendStepFactory,
    agree,
    at,
    span,
)

PAGES: dict[str, list[str]] = {
    "visitor": ["stay_sheet", "stay_feedback"],
    "household on a stay": [
        "espace",
        "own_data",
        "own_project",
        "own_stay",
        "own_stay_call_off",
    ],
    Role.COORDINATOR: [
        "stay_list",
        "stay_list?passes=oui",
        "stay_plan",
        "stay",
        "stay_change",
        "stay_call_off",
        "step_add",
        "step_change",
        "stay_desk",
        "stay_day_duplicate",
        "weekend_list",
        "weekend_list?passes=oui",
        "weekend_plan",
        "weekend",
        "weekend_change",
        "weekend_call_off",
        "weekend_invite",
        "weekend_placing",
        "weekend_car_add",
        "weekend_host_add",
        "weekend_step_add",
        "weekend_step_change",
    ],
}
NO_PAGES = {
    **dict.fromkeys(("stay_calendar", "own_weekend_calendar"), "a calendar file"),
    **dict.fromkeys(
        ("stay_sheet_file", "stay_sheet_pdf", "own_stay_paper", "weekend_sheet"), "a file"
    ),
    **dict.fromkeys(
        (
            "stay_confirm",
            "stay_end",
            "stay_notify",
            "step_confirm",
            "step_forward",
            "step_remove",
            "own_weekend_answer",
            "weekend_answer",
            "weekend_ask",
            "weekend_car_answer",
            "weekend_car_remove",
            "weekend_feedback_read",
            "weekend_hold",
            "weekend_host_answer",
            "weekend_host_remove",
            "weekend_open",
            "weekend_programmes",
            "weekend_step_confirm",
            "weekend_step_remove",
            "weekend_notify",
        ),
        "answers a form",
    ),
}


def prepare(people: dict[str, Person], place: Place) -> dict[str, Any]:
    """A household that comes in ten days, and a weekend to which others come."""
    coordinator = people[Role.COORDINATOR]
    adult = people["household on a stay"] = PersonFactory(name="Nadia Belkacem")
    departement = place.commune.departement
    project = ProjectFactory(adults=[adult], departement=departement, coordinator=coordinator)
    project.communes.add(place.commune)
    agree(project, *ProjectConsent.Use.values)
    stay = StayFactory(project=project, prepared_by=coordinator)
    step = StayStepFactory(stay=stay)
    StayStepFactory(stay=stay, title="École", period=span((11, 5), 12), address="")
    confirm_stay(by=coordinator, stay=stay)
    weekend = WeekendFactory(commune=place.commune, departement=departement, seats=2)
    shared_step = WeekendStepFactory(
        weekend=weekend, contact_name="Odile Prévost", contact_mail="mairie@boitron.example"
    )
    car, host = WeekendCarFactory(weekend=weekend), NightHostFactory(weekend=weekend)
    household = WeekendHouseholdFactory(weekend=weekend, placed=True, car=car, host=host)
    WeekendHouseholdFactory(weekend=weekend)
    prepare_programmes(by=coordinator, weekend=weekend)
    return {
        "stay_id": stay.pk,
        "step_change.step_id": step.pk,
        "stay_plan.project_id": project.pk,
        "stay_day_duplicate.day": at(9).date(),
        "stay_sheet.token": stay.token,
        "stay_feedback.token": stay_feedback_link.token(adult.pk, stay.pk),
        "weekend_id": weekend.pk,
        "weekend_step_change.step_id": shared_step.pk,
        "weekend_placing.household_id": household.pk,
    }
