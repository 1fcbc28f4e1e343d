"""The links of the room in the head of the public pages."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.navigation import add_public_link

add_public_link(label=_("Le club"), url_name="member_list", rank=20)
add_public_link(label=_("L’École du Web"), url_name="edition_list", rank=15, place="foot")
