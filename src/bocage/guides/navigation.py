"""Footer link of public pages, to the help of the current page."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.navigation import add_public_link
from bocage.guides.screens import help_for

add_public_link(label=_("Aide"), url_name="help_home", rank=20, place="foot", address=help_for)
