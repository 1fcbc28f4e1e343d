"""The feed of a search, and the notifications of browsers."""

from django.urls import path

from bocage.foundation.http.routes import route
from bocage.housing.alerts.views import feeds, notifications

urlpatterns = [
    route("recherches/flux/<slug:key>.xml", feeds.search_feed),
    route("notifications/", notifications.notifications),
    route("notifications/navigateur/", notifications.browser_allow),
    route("notifications/<uuid:subscription_id>/retirer/", notifications.browser_forget),
    path(
        "notifications/agent.js", notifications.service_worker, name="notifications_service_worker"
    ),
]
