"""Prospects and booths in the Espace."""

from django.urls import URLPattern, URLResolver, path

from bocage.outreach.views import (
    booth_team,
    prospect_imports,
    prospect_joins,
    prospect_lists,
    prospects,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("espace/prospects/", prospect_lists.prospect_list, name="prospect_list"),
    path("espace/prospects/tableau/", prospect_lists.prospect_export, name="prospect_export"),
    path("espace/prospects/segments/", prospect_lists.segment_save, name="segment_save"),
    path(
        "espace/prospects/segments/<uuid:pk>/oublier/",
        prospect_lists.segment_forget,
        name="segment_forget",
    ),
    path("espace/prospects/listes/", prospect_imports.prospect_imports, name="prospect_imports"),
    path(
        "espace/prospects/listes/<uuid:pk>/",
        prospect_imports.prospect_import,
        name="prospect_import",
    ),
    path(
        "espace/prospects/listes/<uuid:pk>/lignes-refusees.csv",
        prospect_imports.prospect_import_problems,
        name="prospect_import_problems",
    ),
    path("espace/prospects/doublons/", prospect_joins.prospect_pairs, name="prospect_pairs"),
    path("espace/prospects/<uuid:pk>/", prospects.prospect_detail, name="prospect_detail"),
    path("espace/prospects/<uuid:pk>/modifier/", prospects.prospect_edit, name="prospect_edit"),
    path("espace/prospects/<uuid:pk>/appel/", prospects.prospect_call, name="prospect_call"),
    path(
        "espace/prospects/<uuid:pk>/retirer/", prospects.prospect_withdraw, name="prospect_withdraw"
    ),
    path("espace/prospects/<uuid:pk>/effacer/", prospects.prospect_erase, name="prospect_erase"),
    path(
        "espace/prospects/<uuid:pk>/reunir/<uuid:other>/",
        prospect_joins.prospect_join,
        name="prospect_join",
    ),
    path("espace/campagnes/<uuid:pk>/stands/", booth_team.booth_list, name="booth_list"),
    path("espace/stands/<uuid:pk>/fermer/", booth_team.booth_close, name="booth_close"),
    path("espace/stands/<uuid:pk>/rouvrir/", booth_team.booth_reopen, name="booth_reopen"),
]
