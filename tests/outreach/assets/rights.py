"""The rights over assets."""

from tests.people.holders import OF_THE_DEPARTEMENT

KEEPERS = {*OF_THE_DEPARTEMENT, "editor of departement"}

RIGHTS = {
    ("outreach.keep_asset", "an asset"): KEEPERS,
    ("outreach.keep_assets", "the assets"): KEEPERS,
}
