"""Saved searches, alerts, their feed and their notifications; the demand in a commune."""

from django.urls import URLPattern, URLResolver, path

from bocage.foundation.http.routes import route
from bocage.housing.views import demand, notifications, search_feeds, searches

urlpatterns: list[URLPattern | URLResolver] = [
    route("recherches/nouvelle/", searches.search_save),
    route("recherches/demandee/", searches.search_asked),
    route("mes-recherches/", searches.saved_searches),
    path("mes-recherches/heures-calmes/", searches.quiet_hours, name="search_quiet_hours"),
    path("mes-recherches/<uuid:search_id>/", searches.search_detail, name="saved_search"),
    route("mes-recherches/<uuid:search_id>/<slug:verb>/", searches.search_change),
    route("recherches/flux/<slug:key>.xml", search_feeds.search_feed),
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
    route("notifications/", notifications.notifications),
    route("notifications/navigateur/", notifications.browser_allow),
    route("notifications/<uuid:subscription_id>/retirer/", notifications.browser_forget),
    path(
        "notifications/agent.js", notifications.service_worker, name="notifications_service_worker"
    ),
    route("espace/demande/", demand.demand_list),
    route("espace/demande/<slug:slug>/", demand.demand_detail),
]
