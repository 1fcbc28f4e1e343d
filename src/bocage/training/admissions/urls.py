"""The addresses of applications and juries."""

from django.urls import path

from bocage.foundation.http.list_exports import export_paths
from bocage.foundation.http.routes import route
from bocage.training.admissions.applications.views import applicant, officer, questions
from bocage.training.admissions.juries.views import decisions, grid, juries

OWN_APPLICATION = "espace/candidatures/<uuid:application_id>/"
COHORT = "espace/formations/promotions/<uuid:cohort_id>/"
FILE = f"{COHORT}candidatures/<uuid:application_id>/"
PROGRAMME = "espace/formations/<uuid:programme_id>/"

urlpatterns = [
    route("espace/candidatures/", applicant.own_applications),
    route("formations/promotions/<uuid:cohort_id>/candidater/", applicant.application_start),
    route(OWN_APPLICATION, applicant.application_detail),
    route(f"{OWN_APPLICATION}envoyer/", applicant.application_send),
    route(f"{OWN_APPLICATION}repondre/", applicant.application_answer),
    route(f"{OWN_APPLICATION}documents/<uuid:document_id>/", applicant.application_document),
    route(
        f"{OWN_APPLICATION}documents/<uuid:document_id>/retirer/",
        applicant.application_document_remove,
    ),
    route(f"{OWN_APPLICATION}etapes/<slug:part>/", applicant.application_part),
    *export_paths(f"{COHORT}candidatures/", officer.cohort_applications, file="candidatures"),
    route(FILE, decisions.application_file),
    route(f"{FILE}identite/", officer.application_identity),
    route(f"{FILE}delai/", officer.application_delay),
    route(f"{FILE}lecteurs/", decisions.application_review),
    route(f"{COHORT}classement/", decisions.cohort_ranking),
    route(f"{COHORT}jury/", juries.cohort_jury),
    route(f"{COHORT}jury/repartir/", juries.cohort_jury_share),
    route(f"{COHORT}jury/<uuid:juror_id>/retirer/", juries.cohort_juror_remove),
    route("espace/jury/", juries.review_list),
    route("espace/jury/<uuid:review_id>/", juries.review_detail),
    route("espace/jury/<uuid:review_id>/repondre/", juries.review_answer),
    route(f"{PROGRAMME}questions/", questions.programme_questions),
    path(
        f"{PROGRAMME}questions/<int:number>/",
        questions.programme_questions,
        name="programme_question",
    ),
    route(f"{PROGRAMME}questions/<int:number>/retirer/", questions.programme_question_remove),
    route(f"{PROGRAMME}questions/ordre/", questions.programme_questions_order),
    route(f"{PROGRAMME}grille/", grid.programme_grid),
    route(f"{PROGRAMME}grille/ordre/", grid.programme_grid_order),
    path(
        f"{PROGRAMME}grille/<int:number>/",
        grid.programme_grid,
        name="programme_criterion",
    ),
    route(f"{PROGRAMME}grille/<int:number>/retirer/", grid.programme_grid_remove),
]
