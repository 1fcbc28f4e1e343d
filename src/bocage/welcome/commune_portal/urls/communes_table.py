"""The table of communes."""

from django.urls import URLPattern, URLResolver

from bocage.foundation.http.list_files import list_paths
from bocage.welcome.commune_portal.views import communes_table

urlpatterns: list[URLPattern | URLResolver] = [
    *list_paths("espace/communes/", communes_table.communes_table, file="communes"),
]
