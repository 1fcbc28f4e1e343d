"""Addresses of the calendars that people follow, and of those that places follow."""

from django.urls import path

from bocage.workspaces.views import calendars, outside_calendars

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
    path(
        "espace/lieux/<slug:slug>/agendas-exterieurs/",
        outside_calendars.host_outside_calendars,
        name="host_outside_calendars",
    ),
    path(
        "espace/lieux/<slug:slug>/agendas-exterieurs/ajouter/",
        outside_calendars.host_outside_calendar_add,
        name="host_outside_calendar_add",
    ),
    path(
        "espace/lieux/<slug:slug>/agendas-exterieurs/<uuid:calendar_id>/pause/",
        outside_calendars.host_outside_calendar_pause,
        name="host_outside_calendar_pause",
    ),
    path(
        "espace/lieux/<slug:slug>/agendas-exterieurs/<uuid:calendar_id>/lire/",
        outside_calendars.host_outside_calendar_resume,
        name="host_outside_calendar_resume",
    ),
    path(
        "espace/lieux/<slug:slug>/agendas-exterieurs/<uuid:calendar_id>/retirer/",
        outside_calendars.host_outside_calendar_remove,
        name="host_outside_calendar_remove",
    ),
]
