"""The addresses of prospects in the Espace."""

from django.urls import URLPattern, URLResolver

from bocage.foundation.http.routes import route
from bocage.outreach.prospects.views import lists, merges, prospects
from bocage.people.table_imports.kinds import table_kind
from bocage.people.table_imports.views import table_import_paths

urlpatterns: list[URLPattern | URLResolver] = [
    route("espace/prospects/", lists.prospect_list),
    route("espace/prospects/tableau/", lists.prospect_export),
    route("espace/prospects/segments/", lists.segment_save),
    route("espace/prospects/segments/<uuid:pk>/oublier/", lists.segment_forget),
    *table_import_paths(table_kind("prospect"), "espace/prospects/listes/"),
    route("espace/prospects/doublons/", merges.prospect_pairs),
    route("espace/prospects/<uuid:pk>/", prospects.prospect_detail),
    route("espace/prospects/<uuid:pk>/modifier/", prospects.prospect_edit),
    route("espace/prospects/<uuid:pk>/appel/", prospects.prospect_call),
    route("espace/prospects/<uuid:pk>/retirer/", prospects.prospect_withdraw),
    route("espace/prospects/<uuid:pk>/effacer/", prospects.prospect_erase),
    route("espace/prospects/<uuid:pk>/reunir/<uuid:other>/", merges.prospect_merge),
]
