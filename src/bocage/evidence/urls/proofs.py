"""The addresses of what anybody reads: the story, a page for each part of the territory, embeds."""

from django.urls import URLPattern, URLResolver, path

from bocage.evidence.views import embeds, proofs, territories

urlpatterns: list[URLPattern | URLResolver] = [
    path("preuves/", proofs.evidence, name="evidence"),
    path("preuves/communes/<str:code>/", territories.commune_evidence, name="commune_evidence"),
    path("preuves/intercommunalites/<str:siren>/", territories.epci_evidence, name="epci_evidence"),
    path(
        "preuves/departements/<str:code>/",
        territories.departement_evidence,
        name="departement_evidence",
    ),
    path(
        "preuves/integrer/<str:name>/<str:level>/<str:code>/",
        embeds.chart_embed,
        name="chart_embed",
    ),
]
