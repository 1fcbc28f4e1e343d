"""Welcome weekends, where they are prepared."""

from django.urls import URLPattern, URLResolver, path

from bocage.foundation.list_files import list_paths
from bocage.welcome.views import own_weekends, weekend_meetings, weekend_takers, weekends

WEEKEND = "espace/accueil/week-ends/<uuid:weekend_id>/"
HOUSEHOLD = f"{WEEKEND}menages/<uuid:household_id>/"
STEP = f"{WEEKEND}moments/<uuid:step_id>/"
OWN = "mon-projet/week-ends/<uuid:household_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    *list_paths(
        "espace/accueil/week-ends/", weekends.weekend_list, name="weekend_list", file="week-ends"
    ),
    path("espace/accueil/week-ends/nouveau/", weekends.weekend_plan, name="weekend_plan"),
    path(WEEKEND, weekends.weekend, name="weekend"),
    path(f"{WEEKEND}changer/", weekends.weekend_change, name="weekend_change"),
    path(f"{WEEKEND}ouvrir/", weekends.weekend_open, name="weekend_open"),
    path(f"{WEEKEND}tenu/", weekends.weekend_hold, name="weekend_hold"),
    path(f"{WEEKEND}annuler/", weekends.weekend_call_off, name="weekend_call_off"),
    path(f"{WEEKEND}programmes/", weekends.weekend_programmes, name="weekend_programmes"),
    path(f"{WEEKEND}prevenir/", weekends.weekend_tell, name="weekend_tell"),
    path(f"{WEEKEND}avis-lus/", weekends.weekend_feedback_read, name="weekend_feedback_read"),
    path(f"{WEEKEND}feuille.pdf", weekends.weekend_sheet, name="weekend_sheet"),
    path(f"{WEEKEND}inviter/", weekends.weekend_invite, name="weekend_invite"),
    path(f"{HOUSEHOLD}reponse/", weekends.weekend_answer, name="weekend_answer"),
    path(HOUSEHOLD, weekends.weekend_placing, name="weekend_placing"),
    path(f"{WEEKEND}voitures/", weekends.weekend_car_add, name="weekend_car_add"),
    path(
        f"{WEEKEND}voitures/<uuid:car_id>/retirer/",
        weekends.weekend_car_remove,
        name="weekend_car_remove",
    ),
    path(
        f"{WEEKEND}voitures/<uuid:car_id>/reponse/",
        weekend_takers.weekend_car_answer,
        name="weekend_car_answer",
    ),
    path(
        f"{WEEKEND}hotes/<uuid:host_id>/reponse/",
        weekend_takers.weekend_host_answer,
        name="weekend_host_answer",
    ),
    path(f"{WEEKEND}hotes/", weekends.weekend_host_add, name="weekend_host_add"),
    path(
        f"{WEEKEND}hotes/<uuid:host_id>/retirer/",
        weekends.weekend_host_remove,
        name="weekend_host_remove",
    ),
    path(f"{WEEKEND}moments/", weekends.weekend_step_add, name="weekend_step_add"),
    path(f"{WEEKEND}rencontres/", weekend_meetings.weekend_ask, name="weekend_ask"),
    path(f"{STEP}confirmer/", weekend_meetings.weekend_step_confirm, name="weekend_step_confirm"),
    path(STEP, weekends.weekend_step_change, name="weekend_step_change"),
    path(f"{STEP}retirer/", weekends.weekend_step_remove, name="weekend_step_remove"),
    path(f"{OWN}reponse/", own_weekends.own_weekend_answer, name="own_weekend_answer"),
    path(f"{OWN}week-end.ics", own_weekends.own_weekend_calendar, name="own_weekend_calendar"),
]
