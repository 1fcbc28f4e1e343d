"""The links at the foot of the public pages."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.navigation import PublicLink, add_public_link

add_public_link(PublicLink(label=_("À propos"), url_name="about", rank=10, place="foot"))
add_public_link(
    PublicLink(label=_("Accessibilité"), url_name="accessibility", rank=20, place="foot")
)
add_public_link(
    PublicLink(label=_("Données personnelles"), url_name="personal_data", rank=30, place="foot")
)
