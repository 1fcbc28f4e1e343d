"""The table of communes."""

from django.urls import URLPattern, URLResolver

from bocage.foundation.http.list_files import list_paths
from bocage.welcome.charters import views as charters

urlpatterns: list[URLPattern | URLResolver] = [
    *list_paths("espace/communes/", charters.communes_table, file="communes"),
]
