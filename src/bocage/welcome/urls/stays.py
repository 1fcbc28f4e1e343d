"""Stays: where they are prepared, and where their household reads them."""

from datetime import date

from django.urls import URLPattern, URLResolver, path, register_converter

from bocage.foundation.list_files import list_paths
from bocage.welcome.views import own_stays, stay_steps, stays

STAY = "espace/accueil/sejours/<uuid:stay_id>/"
STEP = f"{STAY}moments/<uuid:step_id>/"
OWN = "mon-projet/sejours/<uuid:stay_id>/"
SHEET = "sejour/<str:token>/"


class DayConverter:
    """A day of an address, as 2026-12-04."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


register_converter(DayConverter, "stay_day")

urlpatterns: list[URLPattern | URLResolver] = [
    *list_paths("espace/accueil/sejours/", stays.stay_list, name="stay_list", file="sejours"),
    path(
        "espace/accueil/projets/<uuid:project_id>/sejours/nouveau/",
        stays.stay_plan,
        name="stay_plan",
    ),
    path(STAY, stays.stay, name="stay"),
    path(f"{STAY}changer/", stays.stay_change, name="stay_change"),
    path(f"{STAY}confirmer/", stays.stay_confirm, name="stay_confirm"),
    path(f"{STAY}prevenir/", stays.stay_tell, name="stay_tell"),
    path(f"{STAY}passe/", stays.stay_end, name="stay_end"),
    path(f"{STAY}annuler/", stays.stay_call_off, name="stay_call_off"),
    path(f"{STAY}programme.pdf", stays.stay_sheet_file, name="stay_sheet_file"),
    path(f"{STAY}moments/", stay_steps.step_add, name="step_add"),
    path(f"{STAY}bureau/", stay_steps.desk_book, name="stay_desk"),
    path(f"{STAY}recopier/<stay_day:day>/", stay_steps.day_duplicate, name="stay_day_duplicate"),
    path(STEP, stay_steps.step_change, name="step_change"),
    path(f"{STEP}retirer/", stay_steps.step_remove, name="step_remove"),
    path(f"{STEP}avancer/", stay_steps.step_forward, name="step_forward"),
    path(f"{STEP}confirmer/", stay_steps.step_confirm, name="step_confirm"),
    path(OWN, own_stays.own_stay, name="own_stay"),
    path(f"{OWN}programme.pdf", own_stays.own_stay_paper, name="own_stay_paper"),
    path(f"{OWN}annuler/", own_stays.own_stay_call_off, name="own_stay_call_off"),
    path("sejour/avis/<str:token>/", own_stays.stay_feedback, name="stay_feedback"),
    path(SHEET, own_stays.stay_sheet, name="stay_sheet"),
    path(f"{SHEET}sejour.ics", own_stays.stay_calendar, name="stay_calendar"),
    path(f"{SHEET}programme.pdf", own_stays.stay_sheet_pdf, name="stay_sheet_pdf"),
]
