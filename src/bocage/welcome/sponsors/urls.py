"""URLs of sponsorship."""

from bocage.foundation.http.list_exports import export_paths
from bocage.foundation.http.routes import route
from bocage.welcome.sponsors.views import coordinator, feedback, household, sponsor, town_hall

urlpatterns = [
    route("espace/parrainage/", sponsor.sponsoring),
    route("espace/parrainage/devenir/", sponsor.sponsor_oneself),
    route("espace/parrainage/guide/", sponsor.sponsor_guide),
    route("espace/parrainage/fiche/<uuid:profile_id>/", sponsor.sponsor_profile),
    route("espace/parrainage/fiche/<uuid:profile_id>/arreter/", sponsor.sponsor_stop),
    route("espace/parrainage/fiche/<uuid:profile_id>/oui/", sponsor.sponsor_offer_accept),
    route("espace/parrainage/fiche/<uuid:profile_id>/non/", sponsor.sponsor_offer_decline),
    route("espace/parrainage/<uuid:sponsorship_id>/", sponsor.sponsorship),
    route("espace/parrainage/<uuid:sponsorship_id>/oui/", sponsor.sponsorship_accept),
    route("espace/parrainage/<uuid:sponsorship_id>/non/", sponsor.sponsorship_decline),
    route("espace/parrainage/<uuid:sponsorship_id>/noter/", sponsor.sponsorship_note),
    route(
        "espace/parrainage/<uuid:sponsorship_id>/noter/<uuid:note_id>/retirer/",
        sponsor.sponsorship_unnote,
    ),
    route("espace/parrainage/<uuid:sponsorship_id>/terminer/", sponsor.sponsorship_end),
    *export_paths("espace/accueil/parrains/", coordinator.sponsor_list, file="parrains"),
    route("espace/accueil/parrains/<uuid:profile_id>/confirmer/", coordinator.sponsor_confirm),
    route("espace/accueil/parrains/<uuid:profile_id>/refuser/", coordinator.sponsor_refuse),
    route("espace/parrainage/proposer/<str:code>/", town_hall.sponsor_offer),
    route("espace/accueil/projets/<uuid:project_id>/parrain/", coordinator.project_propose_sponsor),
    route(
        "espace/accueil/projets/<uuid:project_id>/parrain/<uuid:sponsorship_id>/terminer/",
        coordinator.project_end_sponsorship,
    ),
    route("mon-projet/parrain/<uuid:sponsorship_id>/coordonnees/", household.own_sponsor_contact),
    route("mon-projet/parrain/<uuid:sponsorship_id>/terminer/", household.own_sponsor_end),
    route("parrainage/proposer/<str:token>/", town_hall.sponsor_offer_signed),
    route("parrainage/retour/<str:token>/", feedback.sponsorship_feedback),
]
