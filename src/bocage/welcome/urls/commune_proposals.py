"""Communes proposed to a household."""

from django.urls import URLPattern, URLResolver, path

from bocage.welcome.views import commune_proposals

urlpatterns: list[URLPattern | URLResolver] = [
    path(
        "espace/accueil/projets/<uuid:project_id>/communes/proposer/",
        commune_proposals.communes_propose,
        name="communes_propose",
    ),
    path(
        "mon-projet/communes/<uuid:proposal_id>/<slug:answer>/",
        commune_proposals.commune_proposal_answer,
        name="commune_proposal_answer",
    ),
]
