"""The addresses of applications and juries."""

from django.urls import path

from bocage.foundation.http.list_files import list_paths
from bocage.foundation.http.routes import route
from bocage.training.views import applications, cohort_applications, juries, programme_asks

MINE = "espace/candidatures/<uuid:application_id>/"
COHORT = "espace/formations/promotions/<uuid:cohort_id>/"
FILE = f"{COHORT}candidatures/<uuid:application_id>/"
PROGRAMME = "espace/formations/<uuid:programme_id>/"

urlpatterns = [
    route("espace/candidatures/", applications.own_applications),
    route("formations/promotions/<uuid:cohort_id>/candidater/", applications.application_start),
    route(MINE, applications.application_detail),
    route(f"{MINE}envoyer/", applications.application_send),
    route(f"{MINE}repondre/", applications.application_answer),
    route(f"{MINE}documents/<uuid:document_id>/", applications.application_document),
    route(f"{MINE}documents/<uuid:document_id>/retirer/", applications.application_document_remove),
    route(f"{MINE}etapes/<slug:part>/", applications.application_part),
    *list_paths(
        f"{COHORT}candidatures/", cohort_applications.cohort_applications, file="candidatures"
    ),
    route(FILE, cohort_applications.application_file),
    route(f"{FILE}identite/", cohort_applications.application_identity),
    route(f"{FILE}delai/", cohort_applications.application_delay),
    route(f"{FILE}lecteurs/", cohort_applications.application_reading),
    route(f"{COHORT}classement/", cohort_applications.cohort_ranking),
    route(f"{COHORT}jury/", juries.cohort_jury),
    route(f"{COHORT}jury/repartir/", juries.cohort_jury_share),
    route(f"{COHORT}jury/<uuid:juror_id>/retirer/", juries.cohort_juror_remove),
    route("espace/jury/", juries.reading_list),
    route("espace/jury/<uuid:reading_id>/", juries.reading_detail),
    route("espace/jury/<uuid:reading_id>/repondre/", juries.reading_answer),
    route(f"{PROGRAMME}questions/", programme_asks.programme_questions),
    path(
        f"{PROGRAMME}questions/<int:number>/",
        programme_asks.programme_questions,
        name="programme_question",
    ),
    route(f"{PROGRAMME}questions/<int:number>/retirer/", programme_asks.programme_question_remove),
    route(f"{PROGRAMME}questions/ordre/", programme_asks.programme_questions_order),
    route(f"{PROGRAMME}grille/", programme_asks.programme_grid),
    route(f"{PROGRAMME}grille/ordre/", programme_asks.programme_grid_order),
    path(
        f"{PROGRAMME}grille/<int:number>/",
        programme_asks.programme_grid,
        name="programme_criterion",
    ),
    route(f"{PROGRAMME}grille/<int:number>/retirer/", programme_asks.programme_grid_remove),
]
