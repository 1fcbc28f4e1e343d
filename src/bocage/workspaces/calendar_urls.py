"""Addresses of the calendars that people follow, and of those that places follow."""

from django.urls import path

from bocage.workspaces.views import calendars

urlpatterns = [
    path("agendas/<slug:token>.ics", calendars.calendar_feed, name="calendar_feed"),
    path("mes-reservations/agenda/", calendars.own_calendar, name="own_calendar"),
    path("mes-reservations/agenda/creer/", calendars.own_calendar_make, name="own_calendar_make"),
    path(
        "agendas/<uuid:address_id>/remplacer/",
        calendars.calendar_replace,
        name="calendar_replace",
    ),
    path("agendas/<uuid:address_id>/retirer/", calendars.calendar_revoke, name="calendar_revoke"),
    path("espace/lieux/<slug:slug>/agendas/", calendars.host_calendars, name="host_calendars"),
    path(
        "espace/lieux/<slug:slug>/agendas/creer/",
        calendars.host_calendar_make,
        name="host_calendar_make",
    ),
    path(
        "espace/lieux/<slug:slug>/agendas/creer/<uuid:resource_id>/",
        calendars.host_calendar_make,
        name="host_calendar_make_of",
    ),
]
