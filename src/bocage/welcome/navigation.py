"""Links of the welcome in the header of the public pages."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.navigation import add_public_link

add_public_link(label=_("S’installer"), url_name="new_project", rank=5)
add_public_link(
    label=_("Quelles communes nous vont ?"), url_name="commune_ranking", rank=6, place="foot"
)
