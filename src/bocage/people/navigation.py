"""The links of the room in the foot of the public pages."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.navigation import add_public_link

add_public_link(label=_("État du service"), url_name="status", rank=77, place="foot")
add_public_link(label=_("Registre des données"), url_name="privacy_register", rank=31, place="foot")
