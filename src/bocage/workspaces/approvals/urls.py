"""Addresses of requests, waiting lists and reminders."""

from bocage.foundation.http.routes import route
from bocage.workspaces.approvals.views import host_requests, requests
from bocage.workspaces.waitlist import views as waiting

urlpatterns = [
    route("travailler/<slug:slug>/attendre/", waiting.place_wait),
    route("mes-reservations/attente/", waiting.waitlist),
    route("mes-reservations/attente/<uuid:entry_id>/quitter/", waiting.waitlist_leave),
    route("mes-reservations/attente/<uuid:entry_id>/prendre/", waiting.offer_take),
    route("mes-reservations/attente/<uuid:entry_id>/laisser/", waiting.offer_decline),
    route("mes-reservations/rappels/", requests.reminder_choice),
    route("mes-reservations/<uuid:booking_id>/repondre/", requests.request_answer),
    route("mes-series/<uuid:series_id>/repondre/", requests.series_answer),
    route("espace/lieux/<slug:slug>/demandes/", host_requests.host_requests),
    route(
        "espace/lieux/<slug:slug>/demandes/<uuid:request_id>/accepter/", host_requests.host_accept
    ),
    route(
        "espace/lieux/<slug:slug>/demandes/<uuid:request_id>/refuser/", host_requests.host_refuse
    ),
    route(
        "espace/lieux/<slug:slug>/demandes/<uuid:request_id>/question/", host_requests.host_ask_back
    ),
    route("espace/lieux/<slug:slug>/attente/", host_requests.host_waitlist),
]
