"""Communes proposed to a household."""

from django.urls import URLPattern, URLResolver

from bocage.foundation.http.routes import route
from bocage.welcome.suitability.views import commune_proposals

urlpatterns: list[URLPattern | URLResolver] = [
    route(
        "espace/accueil/projets/<uuid:project_id>/communes/proposer/",
        commune_proposals.communes_propose,
    ),
    route(
        "mon-projet/communes/<uuid:proposal_id>/<slug:answer>/",
        commune_proposals.commune_proposal_answer,
    ),
]
