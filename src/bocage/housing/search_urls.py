"""Saved searches, with and without an account."""

from django.urls import URLPattern, URLResolver, path

from bocage.foundation.http.routes import route
from bocage.housing.views import searches

urlpatterns: list[URLPattern | URLResolver] = [
    route("recherches/nouvelle/", searches.search_save),
    route("recherches/demandee/", searches.search_asked),
    route("mes-recherches/", searches.saved_searches),
    path("mes-recherches/heures-calmes/", searches.quiet_hours, name="search_quiet_hours"),
    path("mes-recherches/<uuid:search_id>/", searches.search_detail, name="saved_search"),
    route("mes-recherches/<uuid:search_id>/<slug:verb>/", searches.search_change),
    route("recherches/arret/<str:token>/", searches.stop_searches),
    route("recherches/de/<str:token>/", searches.address_searches),
    route("recherches/de/<str:token>/heures-calmes/", searches.address_quiet_hours),
    path(
        "recherches/de/<str:token>/<uuid:search_id>/",
        searches.address_search_detail,
        name="address_search",
    ),
    route(
        "recherches/de/<str:token>/<uuid:search_id>/<slug:verb>/", searches.address_search_change
    ),
]
