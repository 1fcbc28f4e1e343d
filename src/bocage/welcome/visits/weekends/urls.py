"""URLs of welcome weekends, for the people who prepare them."""

from django.urls import URLPattern, URLResolver

from bocage.foundation.http.list_exports import export_paths
from bocage.foundation.http.routes import route
from bocage.welcome.visits.weekends.views import household, meetings, volunteers, weekends

WEEKEND = "espace/accueil/week-ends/<uuid:weekend_id>/"
HOUSEHOLD = f"{WEEKEND}menages/<uuid:household_id>/"
STEP = f"{WEEKEND}moments/<uuid:step_id>/"
OWN_WEEKEND = "mon-projet/week-ends/<uuid:household_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    *export_paths("espace/accueil/week-ends/", weekends.weekend_list, file="week-ends"),
    route("espace/accueil/week-ends/nouveau/", weekends.weekend_plan),
    route(WEEKEND, weekends.weekend),
    route(f"{WEEKEND}changer/", weekends.weekend_change),
    route(f"{WEEKEND}ouvrir/", weekends.weekend_open),
    route(f"{WEEKEND}tenu/", weekends.weekend_hold),
    route(f"{WEEKEND}annuler/", weekends.weekend_call_off),
    route(f"{WEEKEND}programmes/", weekends.weekend_programmes),
    route(f"{WEEKEND}prevenir/", weekends.weekend_notify),
    route(f"{WEEKEND}avis-lus/", weekends.weekend_feedback_read),
    route(f"{WEEKEND}feuille.pdf", weekends.weekend_sheet),
    route(f"{WEEKEND}inviter/", weekends.weekend_invite),
    route(f"{HOUSEHOLD}reponse/", weekends.weekend_answer),
    route(HOUSEHOLD, weekends.weekend_placing),
    route(f"{WEEKEND}voitures/", weekends.weekend_car_add),
    route(f"{WEEKEND}voitures/<uuid:car_id>/retirer/", weekends.weekend_car_remove),
    route(f"{WEEKEND}voitures/<uuid:car_id>/reponse/", volunteers.weekend_car_answer),
    route(f"{WEEKEND}hotes/<uuid:host_id>/reponse/", volunteers.weekend_host_answer),
    route(f"{WEEKEND}hotes/", weekends.weekend_host_add),
    route(f"{WEEKEND}hotes/<uuid:host_id>/retirer/", weekends.weekend_host_remove),
    route(f"{WEEKEND}moments/", weekends.weekend_step_add),
    route(f"{WEEKEND}rencontres/", meetings.weekend_ask),
    route(f"{STEP}confirmer/", meetings.weekend_step_confirm),
    route(STEP, weekends.weekend_step_change),
    route(f"{STEP}retirer/", weekends.weekend_step_remove),
    route(f"{OWN_WEEKEND}reponse/", household.own_weekend_answer),
    route(f"{OWN_WEEKEND}week-end.ics", household.own_weekend_calendar),
]
