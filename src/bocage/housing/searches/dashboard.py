"""Menu entry of saved searches."""

from django.utils.translation import gettext_lazy as _

from bocage.people.dashboard import add_item

add_item(
    label=_("Mes recherches"),
    url_name="saved_searches",
    icon="house-search",
    rank=20,
    group="own",
)
