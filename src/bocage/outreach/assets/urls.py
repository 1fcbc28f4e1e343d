"""URLs of assets: public pages, and management."""

from django.urls import URLPattern, URLResolver

from bocage.foundation.http.list_exports import export_paths
from bocage.foundation.http.routes import route
from bocage.outreach.assets.views import assets, public
from bocage.people.table_imports.kinds import table_kind
from bocage.people.table_imports.views import table_import_paths

TEAM = "espace/atouts/"

urlpatterns: list[URLPattern | URLResolver] = [
    route("atouts/", public.public_assets),
    *export_paths(TEAM, assets.asset_list, file="tableau"),
    route(f"{TEAM}ajouter/", assets.asset_add),
    *table_import_paths(table_kind("asset"), f"{TEAM}importer/"),
    route(f"{TEAM}<uuid:pk>/", assets.asset_detail),
    route(f"{TEAM}<uuid:pk>/modifier/", assets.asset_change),
    route(f"{TEAM}<uuid:pk>/publier/", assets.asset_publish),
    route(f"{TEAM}<uuid:pk>/retirer/", assets.asset_withdraw),
    route(f"{TEAM}<uuid:pk>/rafraichir/", assets.asset_refresh),
    route(f"{TEAM}<uuid:pk>/image/retirer/", assets.asset_picture_remove),
]
