"""Links from public pages to the pages of the API room."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.navigation import add_public_link

add_public_link(label=_("Intégrer à votre site"), url_name="embed_builder", rank=75, place="foot")
add_public_link(label=_("Développeurs"), url_name="developers", rank=76, place="foot")
