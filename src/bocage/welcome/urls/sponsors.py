"""The addresses of sponsorship."""

from django.urls import path

from bocage.foundation.list_files import list_paths
from bocage.welcome.views import sponsor_team, sponsors

urlpatterns = [
    path("espace/parrainage/", sponsors.sponsoring, name="sponsoring"),
    path("espace/parrainage/devenir/", sponsors.sponsor_oneself, name="sponsor_oneself"),
    path("espace/parrainage/guide/", sponsors.sponsor_guide, name="sponsor_guide"),
    path(
        "espace/parrainage/fiche/<uuid:profile_id>/",
        sponsors.sponsor_profile,
        name="sponsor_profile",
    ),
    path(
        "espace/parrainage/fiche/<uuid:profile_id>/arreter/",
        sponsors.sponsor_stop,
        name="sponsor_stop",
    ),
    path(
        "espace/parrainage/fiche/<uuid:profile_id>/oui/",
        sponsors.sponsor_offer_accept,
        name="sponsor_offer_accept",
    ),
    path(
        "espace/parrainage/fiche/<uuid:profile_id>/non/",
        sponsors.sponsor_offer_decline,
        name="sponsor_offer_decline",
    ),
    path("espace/parrainage/<uuid:sponsorship_id>/", sponsors.sponsorship, name="sponsorship"),
    path(
        "espace/parrainage/<uuid:sponsorship_id>/oui/",
        sponsors.sponsorship_accept,
        name="sponsorship_accept",
    ),
    path(
        "espace/parrainage/<uuid:sponsorship_id>/non/",
        sponsors.sponsorship_decline,
        name="sponsorship_decline",
    ),
    path(
        "espace/parrainage/<uuid:sponsorship_id>/noter/",
        sponsors.sponsorship_note,
        name="sponsorship_note",
    ),
    path(
        "espace/parrainage/<uuid:sponsorship_id>/noter/<uuid:note_id>/retirer/",
        sponsors.sponsorship_unnote,
        name="sponsorship_unnote",
    ),
    path(
        "espace/parrainage/<uuid:sponsorship_id>/terminer/",
        sponsors.sponsorship_end,
        name="sponsorship_end",
    ),
    *list_paths(
        "espace/accueil/parrains/", sponsor_team.sponsor_list, name="sponsor_list", file="parrains"
    ),
    path(
        "espace/accueil/parrains/<uuid:profile_id>/confirmer/",
        sponsor_team.sponsor_confirm,
        name="sponsor_confirm",
    ),
    path(
        "espace/accueil/parrains/<uuid:profile_id>/refuser/",
        sponsor_team.sponsor_refuse,
        name="sponsor_refuse",
    ),
    path(
        "espace/parrainage/proposer/<str:code>/", sponsor_team.sponsor_offer, name="sponsor_offer"
    ),
    path(
        "espace/accueil/projets/<uuid:project_id>/parrain/",
        sponsor_team.project_propose_sponsor,
        name="project_propose_sponsor",
    ),
    path(
        "espace/accueil/projets/<uuid:project_id>/parrain/<uuid:sponsorship_id>/terminer/",
        sponsor_team.project_end_sponsorship,
        name="project_end_sponsorship",
    ),
    path(
        "mon-projet/parrain/<uuid:sponsorship_id>/coordonnees/",
        sponsor_team.own_sponsor_contact,
        name="own_sponsor_contact",
    ),
    path(
        "mon-projet/parrain/<uuid:sponsorship_id>/terminer/",
        sponsor_team.own_sponsor_end,
        name="own_sponsor_end",
    ),
    path(
        "parrainage/proposer/<str:token>/",
        sponsor_team.sponsor_offer_signed,
        name="sponsor_offer_signed",
    ),
    path(
        "parrainage/retour/<str:token>/",
        sponsor_team.sponsorship_feedback,
        name="sponsorship_feedback",
    ),
]
