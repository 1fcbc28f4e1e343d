"""The links of the room in the head of the public pages."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.navigation import add_public_link

add_public_link(label=_("Travailler"), url_name="place_list", rank=10)
add_public_link(label=_("Mes réservations"), url_name="booking_list", rank=90, audience="signed_in")
