"""The links of the territory room in the public pages."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.navigation import add_public_link

add_public_link(label=_("Communes"), url_name="commune_list", rank=21)
