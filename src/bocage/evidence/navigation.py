"""The links of the room in the foot of the public pages."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.navigation import add_public_link

add_public_link(label=_("Les preuves"), url_name="evidence", rank=5, place="foot")
