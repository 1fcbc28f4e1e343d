"""Addresses of « Ma commune », and of the table of communes."""

from django.urls import URLPattern, URLResolver

from bocage.foundation.http.list_exports import export_paths
from bocage.foundation.http.routes import route
from bocage.welcome.commune_portal.views import communes_table, own_communes

OWN_COMMUNES = "espace/ma-commune/"

urlpatterns: list[URLPattern | URLResolver] = [
    route(OWN_COMMUNES, own_communes.own_communes),
    route(f"{OWN_COMMUNES}<slug:slug>/", own_communes.own_commune),
    route(f"{OWN_COMMUNES}<slug:slug>/referent/", own_communes.own_commune_propose),
    *export_paths("espace/communes/", communes_table.communes_table, file="communes"),
]
