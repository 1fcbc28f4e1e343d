"""Addresses of requests, waiting lists and reminders."""

from django.urls import path

from bocage.workspaces.views import host_requests, requests, waiting

urlpatterns = [
    path("travailler/<slug:slug>/attendre/", waiting.place_wait, name="place_wait"),
    path("mes-reservations/attente/", waiting.waitlist, name="waitlist"),
    path(
        "mes-reservations/attente/<uuid:entry_id>/quitter/",
        waiting.waitlist_leave,
        name="waitlist_leave",
    ),
    path(
        "mes-reservations/attente/<uuid:entry_id>/prendre/",
        waiting.offer_take,
        name="offer_take",
    ),
    path(
        "mes-reservations/attente/<uuid:entry_id>/laisser/",
        waiting.offer_decline,
        name="offer_decline",
    ),
    path("mes-reservations/rappels/", requests.reminder_choice, name="reminder_choice"),
    path(
        "mes-reservations/<uuid:booking_id>/repondre/",
        requests.request_answer,
        name="request_answer",
    ),
    path("mes-series/<uuid:series_id>/repondre/", requests.series_answer, name="series_answer"),
    path("espace/lieux/<slug:slug>/demandes/", host_requests.host_requests, name="host_requests"),
    path(
        "espace/lieux/<slug:slug>/demandes/<uuid:request_id>/accepter/",
        host_requests.host_accept,
        name="host_accept",
    ),
    path(
        "espace/lieux/<slug:slug>/demandes/<uuid:request_id>/refuser/",
        host_requests.host_refuse,
        name="host_refuse",
    ),
    path(
        "espace/lieux/<slug:slug>/demandes/<uuid:request_id>/question/",
        host_requests.host_ask_back,
        name="host_ask_back",
    ),
    path("espace/lieux/<slug:slug>/attente/", host_requests.host_waitlist, name="host_waitlist"),
]
