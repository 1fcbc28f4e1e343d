"""The pages of assets and of the press kit."""

from io import BytesIO
from typing import Any

from bocage.outreach.assets.operations.assets import add_asset, publish_asset
from bocage.people.models import Person, Role
from bocage.people.table_imports.kinds import table_kind
from bocage.people.table_imports.operations import bring_table
from bocage.workspaces.models import Place
from tests.outreach.assets.factories import FOR_THE_PRESS, AssetFactory, a_picture, asset_terms

PAGES: dict[str, list[str]] = {
    "visitor": ["public_assets", "public_assets?theme=price", "press"],
    Role.COORDINATOR: [
        "asset_list",
        "asset_list?a-rafraichir=on",
        "asset_list?theme=price",
        "asset_add",
        "asset_detail",
        "aged/asset_detail",
        "asset_change",
        "asset_import",
        "asset_import_look",
    ],
}
NO_PAGES = {
    **dict.fromkeys(
        (
            "asset_import_refusals",
            "asset_import_template",
            "press_document",
            "press_files",
            "press_figures",
        ),
        "a file",
    ),
    **dict.fromkeys(
        ("asset_publish", "asset_withdraw", "asset_refresh", "asset_picture_remove"),
        "answers a form",
    ),
}


def prepare(people: dict[str, Person], place: Place) -> dict[str, Any]:
    """Creates an asset on show with a press picture, one of the commune, and an outdated one."""
    coordinator, departement = people[Role.COORDINATOR], place.commune.departement
    asset = add_asset(
        by=coordinator,
        departement=departement,
        terms=asset_terms(),
        picture=FOR_THE_PRESS,
        image=a_picture(),
    )
    publish_asset(by=coordinator, asset=asset)
    AssetFactory(departement=departement, live=True, title="Ouvert", commune=place.commune)
    aged = AssetFactory(departement=departement, aged=True, title="Vieilli")
    table_import = bring_table(
        by=coordinator,
        kind=table_kind("asset"),
        content=BytesIO("Titre;Phrase;Thème\nLe train;Deux heures.;move\n;;\nx;;\n".encode()),
        file_name="atouts.csv",
        options={"departement": departement.pk},
    )
    return {
        "asset_import_look.table_id": table_import.pk,
        "asset_detail.pk": asset.pk,
        "asset_change.pk": asset.pk,
        "aged.pk": aged.pk,
    }
