"""URLs of stays, for the people who prepare them and for their household."""

from datetime import date

from django.urls import URLPattern, URLResolver, path, register_converter

from bocage.foundation.http.list_exports import export_paths
from bocage.foundation.http.routes import route
from bocage.welcome.visits.stays.views import household, stays, steps

STAY = "espace/accueil/sejours/<uuid:stay_id>/"
STEP = f"{STAY}moments/<uuid:step_id>/"
OWN_STAY = "mon-projet/sejours/<uuid:stay_id>/"
SHEET = "sejour/<str:token>/"


class DayConverter:
    """Path converter of a day, as 2026-12-04."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


register_converter(DayConverter, "stay_day")

urlpatterns: list[URLPattern | URLResolver] = [
    *export_paths("espace/accueil/sejours/", stays.stay_list, file="sejours"),
    route("espace/accueil/projets/<uuid:project_id>/sejours/nouveau/", stays.stay_plan),
    route(STAY, stays.stay),
    route(f"{STAY}changer/", stays.stay_change),
    route(f"{STAY}confirmer/", stays.stay_confirm),
    route(f"{STAY}prevenir/", stays.stay_notify),
    route(f"{STAY}passe/", stays.stay_end),
    route(f"{STAY}annuler/", stays.stay_call_off),
    route(f"{STAY}programme.pdf", stays.stay_sheet_file),
    route(f"{STAY}moments/", steps.step_add),
    path(f"{STAY}bureau/", steps.desk_book, name="stay_desk"),
    path(f"{STAY}recopier/<stay_day:day>/", steps.day_duplicate, name="stay_day_duplicate"),
    route(STEP, steps.step_change),
    route(f"{STEP}retirer/", steps.step_remove),
    route(f"{STEP}avancer/", steps.step_forward),
    route(f"{STEP}confirmer/", steps.step_confirm),
    route(OWN_STAY, household.own_stay),
    route(f"{OWN_STAY}programme.pdf", household.own_stay_paper),
    route(f"{OWN_STAY}annuler/", household.own_stay_call_off),
    route("sejour/avis/<str:token>/", household.stay_feedback),
    route(SHEET, household.stay_sheet),
    route(f"{SHEET}sejour.ics", household.stay_calendar),
    route(f"{SHEET}programme.pdf", household.stay_sheet_pdf),
]
