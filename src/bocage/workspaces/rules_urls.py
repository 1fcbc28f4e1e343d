"""Addresses of the pages on which a host decides the rules of a place, and notes a booking."""

from django.urls import path

from bocage.workspaces.views import host_clearances, host_rules, notes

urlpatterns = [
    path("espace/lieux/<slug:slug>/regles/", host_rules.host_rules, name="host_rules"),
    path(
        "espace/lieux/<slug:slug>/regles/<uuid:resource_id>/",
        host_rules.host_rules,
        name="host_resource_rules",
    ),
    path(
        "espace/lieux/<slug:slug>/reglement/",
        host_rules.host_house_rules,
        name="host_house_rules",
    ),
    path(
        "espace/lieux/<slug:slug>/habilitations/",
        host_clearances.host_clearances,
        name="host_clearances",
    ),
    path(
        "espace/lieux/<slug:slug>/habilitations/<uuid:clearance_id>/retirer/",
        host_clearances.host_clearance_end,
        name="host_clearance_end",
    ),
    path("espace/reservations/<uuid:booking_id>/note/", notes.host_note, name="host_note"),
]
