"""The addresses of applications and juries."""

from django.urls import path

from bocage.foundation.list_files import list_paths
from bocage.training.views import (
    applications,
    apply_section,  # noqa: F401 - it adds itself to the page of a programme
    cohort_applications,
    juries,
    programme_asks,
)

MINE = "espace/candidatures/<uuid:application_id>/"
COHORT = "espace/formations/promotions/<uuid:cohort_id>/"
FILE = f"{COHORT}candidatures/<uuid:application_id>/"
PROGRAMME = "espace/formations/<uuid:programme_id>/"

urlpatterns = [
    path("espace/candidatures/", applications.own_applications, name="own_applications"),
    path(
        "formations/promotions/<uuid:cohort_id>/candidater/",
        applications.application_start,
        name="application_start",
    ),
    path(MINE, applications.application_detail, name="application_detail"),
    path(f"{MINE}envoyer/", applications.application_send, name="application_send"),
    path(f"{MINE}repondre/", applications.application_answer, name="application_answer"),
    path(
        f"{MINE}documents/<uuid:document_id>/",
        applications.application_document,
        name="application_document",
    ),
    path(
        f"{MINE}documents/<uuid:document_id>/retirer/",
        applications.application_document_remove,
        name="application_document_remove",
    ),
    path(f"{MINE}etapes/<slug:part>/", applications.application_part, name="application_part"),
    *list_paths(
        f"{COHORT}candidatures/",
        cohort_applications.cohort_applications,
        name="cohort_applications",
        file="candidatures",
    ),
    path(FILE, cohort_applications.application_file, name="application_file"),
    path(f"{FILE}identite/", cohort_applications.application_identity, name="application_identity"),
    path(f"{FILE}delai/", cohort_applications.application_delay, name="application_delay"),
    path(f"{FILE}lecteurs/", cohort_applications.application_reading, name="application_reading"),
    path(f"{COHORT}classement/", cohort_applications.cohort_ranking, name="cohort_ranking"),
    path(f"{COHORT}jury/", juries.cohort_jury, name="cohort_jury"),
    path(f"{COHORT}jury/repartir/", juries.cohort_jury_share, name="cohort_jury_share"),
    path(
        f"{COHORT}jury/<uuid:juror_id>/retirer/",
        juries.cohort_juror_remove,
        name="cohort_juror_remove",
    ),
    path("espace/jury/", juries.reading_list, name="reading_list"),
    path("espace/jury/<uuid:reading_id>/", juries.reading_detail, name="reading_detail"),
    path("espace/jury/<uuid:reading_id>/repondre/", juries.reading_answer, name="reading_answer"),
    path(f"{PROGRAMME}questions/", programme_asks.programme_questions, name="programme_questions"),
    path(
        f"{PROGRAMME}questions/<int:number>/",
        programme_asks.programme_questions,
        name="programme_question",
    ),
    path(
        f"{PROGRAMME}questions/<int:number>/retirer/",
        programme_asks.programme_question_remove,
        name="programme_question_remove",
    ),
    path(
        f"{PROGRAMME}questions/ordre/",
        programme_asks.programme_questions_order,
        name="programme_questions_order",
    ),
    path(f"{PROGRAMME}grille/", programme_asks.programme_grid, name="programme_grid"),
    path(
        f"{PROGRAMME}grille/ordre/",
        programme_asks.programme_grid_order,
        name="programme_grid_order",
    ),
    path(
        f"{PROGRAMME}grille/<int:number>/",
        programme_asks.programme_grid,
        name="programme_criterion",
    ),
    path(
        f"{PROGRAMME}grille/<int:number>/retirer/",
        programme_asks.programme_grid_remove,
        name="programme_grid_remove",
    ),
]
