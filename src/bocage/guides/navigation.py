"""The link of the room in the foot of the public pages: to the help of the page that shows it."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.navigation import add_public_link
from bocage.guides.screens import help_for

add_public_link(label=_("Aide"), url_name="help_home", rank=20, place="foot", address=help_for)
