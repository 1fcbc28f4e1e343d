"""The addresses of assets: those that anybody sees, and those that are kept."""

from django.urls import URLPattern, URLResolver, path

from bocage.foundation.list_files import list_paths
from bocage.outreach.views import asset_imports, assets, public_assets

KEPT = "espace/atouts/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("atouts/", public_assets.public_assets, name="public_assets"),
    *list_paths(KEPT, assets.asset_list, name="asset_list", file="tableau"),
    path(f"{KEPT}ajouter/", assets.asset_add, name="asset_add"),
    path(f"{KEPT}importer/", asset_imports.asset_import, name="asset_import"),
    path(f"{KEPT}importer/modele.csv", asset_imports.asset_template, name="asset_template"),
    path(f"{KEPT}<uuid:pk>/", assets.asset_detail, name="asset_detail"),
    path(f"{KEPT}<uuid:pk>/modifier/", assets.asset_change, name="asset_change"),
    path(f"{KEPT}<uuid:pk>/publier/", assets.asset_publish, name="asset_publish"),
    path(f"{KEPT}<uuid:pk>/retirer/", assets.asset_withdraw, name="asset_withdraw"),
    path(f"{KEPT}<uuid:pk>/rafraichir/", assets.asset_refresh, name="asset_refresh"),
    path(
        f"{KEPT}<uuid:pk>/image/retirer/",
        assets.asset_picture_remove,
        name="asset_picture_remove",
    ),
]
