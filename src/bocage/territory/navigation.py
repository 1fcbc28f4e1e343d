"""The links of the territory room in the public pages."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.navigation import PublicLink, add_public_link

add_public_link(PublicLink(label=_("Communes"), url_name="commune_list", rank=21))
