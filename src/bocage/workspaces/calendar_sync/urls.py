"""Addresses of the calendar feeds, and of the outside calendars that places follow."""

from django.urls import path

from bocage.foundation.http.routes import route
from bocage.workspaces.calendar_sync.views import calendars, outside_calendars

urlpatterns = [
    route("agendas/<slug:token>.ics", calendars.calendar_feed),
    route("mes-reservations/agenda/", calendars.own_calendar),
    route("mes-reservations/agenda/creer/", calendars.own_calendar_make),
    route("agendas/<uuid:address_id>/remplacer/", calendars.calendar_replace),
    route("agendas/<uuid:address_id>/retirer/", calendars.calendar_revoke),
    route("espace/lieux/<slug:slug>/agendas/", calendars.host_calendars),
    route("espace/lieux/<slug:slug>/agendas/creer/", calendars.host_calendar_make),
    path(
        "espace/lieux/<slug:slug>/agendas/creer/<uuid:resource_id>/",
        calendars.host_calendar_make,
        name="host_calendar_make_of",
    ),
    route("espace/lieux/<slug:slug>/agendas-exterieurs/", outside_calendars.host_outside_calendars),
    route(
        "espace/lieux/<slug:slug>/agendas-exterieurs/ajouter/",
        outside_calendars.host_outside_calendar_add,
    ),
    route(
        "espace/lieux/<slug:slug>/agendas-exterieurs/<uuid:calendar_id>/pause/",
        outside_calendars.host_outside_calendar_pause,
    ),
    route(
        "espace/lieux/<slug:slug>/agendas-exterieurs/<uuid:calendar_id>/lire/",
        outside_calendars.host_outside_calendar_resume,
    ),
    route(
        "espace/lieux/<slug:slug>/agendas-exterieurs/<uuid:calendar_id>/retirer/",
        outside_calendars.host_outside_calendar_remove,
    ),
]
