"""Addresses of « Quelles communes nous vont ? », and of the communes proposed to a household."""

from django.urls import URLPattern, URLResolver

from bocage.foundation.http.routes import route
from bocage.welcome.suitability.views import commune_proposals, suitability

urlpatterns: list[URLPattern | URLResolver] = [
    route("communes/pour-nous/", suitability.commune_ranking),
    route("communes/comparer/", suitability.commune_comparison),
    route("mon-projet/<uuid:project_id>/communes/", suitability.commune_wish),
    route("mon-projet/<uuid:project_id>/reglages/", suitability.commune_weights),
    route(
        "espace/accueil/projets/<uuid:project_id>/communes/proposer/",
        commune_proposals.communes_propose,
    ),
    route(
        "mon-projet/communes/<uuid:proposal_id>/<slug:answer>/",
        commune_proposals.commune_proposal_answer,
    ),
]
