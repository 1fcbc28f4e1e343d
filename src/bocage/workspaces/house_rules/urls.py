"""Addresses of the pages on which a host decides the rules of a place."""

from django.urls import path

from bocage.foundation.http.routes import route
from bocage.workspaces.house_rules.views import host_clearances, host_rules

urlpatterns = [
    route("espace/lieux/<slug:slug>/regles/", host_rules.host_rules),
    path(
        "espace/lieux/<slug:slug>/regles/<uuid:resource_id>/",
        host_rules.host_rules,
        name="host_resource_rules",
    ),
    route("espace/lieux/<slug:slug>/reglement/", host_rules.host_house_rules),
    route("espace/lieux/<slug:slug>/habilitations/", host_clearances.host_clearances),
    route(
        "espace/lieux/<slug:slug>/habilitations/<uuid:clearance_id>/retirer/",
        host_clearances.host_clearance_end,
    ),
]
