"""Saved searches, with and without an account."""

from django.urls import URLPattern, URLResolver, path

from bocage.foundation.http.routes import route
from bocage.housing.searches import views

urlpatterns: list[URLPattern | URLResolver] = [
    route("recherches/nouvelle/", views.search_save),
    route("recherches/demandee/", views.search_requested),
    route("mes-recherches/", views.saved_searches),
    path("mes-recherches/heures-calmes/", views.quiet_hours, name="search_quiet_hours"),
    path("mes-recherches/<uuid:search_id>/", views.search_detail, name="saved_search"),
    route("mes-recherches/<uuid:search_id>/<slug:verb>/", views.search_change),
    route("recherches/arret/<str:token>/", views.stop_searches),
    route("recherches/de/<str:token>/", views.address_searches),
    route("recherches/de/<str:token>/heures-calmes/", views.address_quiet_hours),
    path(
        "recherches/de/<str:token>/<uuid:search_id>/",
        views.address_search_detail,
        name="address_search",
    ),
    route("recherches/de/<str:token>/<uuid:search_id>/<slug:verb>/", views.address_search_change),
]
