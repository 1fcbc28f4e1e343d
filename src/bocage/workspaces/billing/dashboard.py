"""Menu entry of the Espace for a person's expenses."""

from django.utils.translation import gettext_lazy as _

from bocage.people.dashboard import add_item

add_item(label=_("Mes dépenses"), url_name="expenses", icon="list", rank=15, group="own")
