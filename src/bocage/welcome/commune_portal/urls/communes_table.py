"""The table of communes."""

from django.urls import URLPattern, URLResolver

from bocage.foundation.http.list_exports import export_paths
from bocage.welcome.commune_portal.views import communes_table

urlpatterns: list[URLPattern | URLResolver] = [
    *export_paths("espace/communes/", communes_table.communes_table, file="communes"),
]
