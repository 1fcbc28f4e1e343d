"""Saved searches, alerts, their feed and their notifications; the demand in a commune."""

from django.urls import URLPattern, URLResolver, path

from bocage.housing.views import demand, notifications, search_feeds, searches

urlpatterns: list[URLPattern | URLResolver] = [
    path("recherches/nouvelle/", searches.search_save, name="search_save"),
    path("recherches/demandee/", searches.search_asked, name="search_asked"),
    path("mes-recherches/", searches.saved_searches, name="saved_searches"),
    path("mes-recherches/heures-calmes/", searches.quiet_hours, name="search_quiet_hours"),
    path("mes-recherches/<uuid:search_id>/", searches.search_detail, name="saved_search"),
    path(
        "mes-recherches/<uuid:search_id>/<slug:verb>/", searches.search_change, name="search_change"
    ),
    path("recherches/flux/<slug:key>.xml", search_feeds.search_feed, name="search_feed"),
    path("recherches/arret/<str:token>/", searches.stop_searches, name="stop_searches"),
    path("recherches/de/<str:token>/", searches.address_searches, name="address_searches"),
    path(
        "recherches/de/<str:token>/heures-calmes/",
        searches.address_quiet_hours,
        name="address_quiet_hours",
    ),
    path(
        "recherches/de/<str:token>/<uuid:search_id>/",
        searches.address_search_detail,
        name="address_search",
    ),
    path(
        "recherches/de/<str:token>/<uuid:search_id>/<slug:verb>/",
        searches.address_search_change,
        name="address_search_change",
    ),
    path("notifications/", notifications.notifications, name="notifications"),
    path("notifications/navigateur/", notifications.browser_allow, name="browser_allow"),
    path(
        "notifications/<uuid:subscription_id>/retirer/",
        notifications.browser_forget,
        name="browser_forget",
    ),
    path(
        "notifications/agent.js", notifications.service_worker, name="notifications_service_worker"
    ),
    path("espace/demande/", demand.demand_list, name="demand_list"),
    path("espace/demande/<slug:slug>/", demand.demand_detail, name="demand_detail"),
]
