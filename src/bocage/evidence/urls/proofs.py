"""URLs of the public pages: the story, a page for each part of the territory, embeds."""

from django.urls import URLPattern, URLResolver

from bocage.evidence.views import embeds, proofs, territories
from bocage.foundation.http.routes import route

urlpatterns: list[URLPattern | URLResolver] = [
    route("preuves/", proofs.evidence),
    route("preuves/communes/<str:code>/", territories.commune_evidence),
    route("preuves/intercommunalites/<str:siren>/", territories.epci_evidence),
    route("preuves/departements/<str:code>/", territories.departement_evidence),
    route("preuves/integrer/<str:name>/<str:level>/<str:code>/", embeds.chart_embed),
]
