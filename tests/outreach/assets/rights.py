"""The rights over assets."""

from tests.people.holders import OF_THE_DEPARTEMENT

MANAGERS = {*OF_THE_DEPARTEMENT, "editor of departement"}

RIGHTS = {
    ("outreach.manage_asset", "an asset"): MANAGERS,
    ("outreach.manage_assets", "the assets"): MANAGERS,
}
