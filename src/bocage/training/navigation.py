"""The links of the room in the head of the public pages."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.navigation import add_public_link

add_public_link(label=_("Se former"), url_name="training_list", rank=25)
