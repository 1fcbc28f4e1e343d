"""The addresses of sponsorship."""

from bocage.foundation.list_files import list_paths
from bocage.foundation.routes import route
from bocage.welcome.views import sponsor_team, sponsors

urlpatterns = [
    route("espace/parrainage/", sponsors.sponsoring),
    route("espace/parrainage/devenir/", sponsors.sponsor_oneself),
    route("espace/parrainage/guide/", sponsors.sponsor_guide),
    route("espace/parrainage/fiche/<uuid:profile_id>/", sponsors.sponsor_profile),
    route("espace/parrainage/fiche/<uuid:profile_id>/arreter/", sponsors.sponsor_stop),
    route("espace/parrainage/fiche/<uuid:profile_id>/oui/", sponsors.sponsor_offer_accept),
    route("espace/parrainage/fiche/<uuid:profile_id>/non/", sponsors.sponsor_offer_decline),
    route("espace/parrainage/<uuid:sponsorship_id>/", sponsors.sponsorship),
    route("espace/parrainage/<uuid:sponsorship_id>/oui/", sponsors.sponsorship_accept),
    route("espace/parrainage/<uuid:sponsorship_id>/non/", sponsors.sponsorship_decline),
    route("espace/parrainage/<uuid:sponsorship_id>/noter/", sponsors.sponsorship_note),
    route(
        "espace/parrainage/<uuid:sponsorship_id>/noter/<uuid:note_id>/retirer/",
        sponsors.sponsorship_unnote,
    ),
    route("espace/parrainage/<uuid:sponsorship_id>/terminer/", sponsors.sponsorship_end),
    *list_paths("espace/accueil/parrains/", sponsor_team.sponsor_list, file="parrains"),
    route("espace/accueil/parrains/<uuid:profile_id>/confirmer/", sponsor_team.sponsor_confirm),
    route("espace/accueil/parrains/<uuid:profile_id>/refuser/", sponsor_team.sponsor_refuse),
    route("espace/parrainage/proposer/<str:code>/", sponsor_team.sponsor_offer),
    route(
        "espace/accueil/projets/<uuid:project_id>/parrain/", sponsor_team.project_propose_sponsor
    ),
    route(
        "espace/accueil/projets/<uuid:project_id>/parrain/<uuid:sponsorship_id>/terminer/",
        sponsor_team.project_end_sponsorship,
    ),
    route(
        "mon-projet/parrain/<uuid:sponsorship_id>/coordonnees/", sponsor_team.own_sponsor_contact
    ),
    route("mon-projet/parrain/<uuid:sponsorship_id>/terminer/", sponsor_team.own_sponsor_end),
    route("parrainage/proposer/<str:token>/", sponsor_team.sponsor_offer_signed),
    route("parrainage/retour/<str:token>/", sponsor_team.sponsorship_feedback),
]
