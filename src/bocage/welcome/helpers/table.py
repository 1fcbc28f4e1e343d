"""Export of the address book to a spreadsheet, in the format of the import."""

from collections.abc import Iterator

from bocage.welcome.helpers.models import Helper
from bocage.welcome.helpers.querysets import HelperQuerySet


def exported_rows(helpers: HelperQuerySet) -> Iterator[list[object]]:
    """Yields the cards as rows, one at a time, in the order of the columns of `HelperTable`."""
    ordered = helpers.select_related("commune").order_by("name", "pk")
    for helper in ordered.iterator(chunk_size=500):
        yield _exported(helper)


def _exported(helper: Helper) -> list[object]:
    return [
        *(helper.name, helper.get_kind_display(), helper.can_do, helper.commune.name),
        *(next(iter(helper.commune.postcodes), ""), helper.email, helper.phone),
        *(helper.consented_on.isoformat(), ", ".join(helper.tags), ", ".join(helper.languages)),
        *(helper.radius_km, helper.max_per_month, helper.get_language_display()),
    ]
