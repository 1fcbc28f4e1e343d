"""The links at the foot of the public pages."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.navigation import add_public_link

add_public_link(label=_("Nos atouts"), url_name="public_assets", rank=5, place="foot")
add_public_link(label=_("Presse"), url_name="press", rank=7, place="foot")
add_public_link(label=_("Près de chez vous"), url_name="evening_agenda", rank=8, place="foot")
add_public_link(
    label=_("Employeurs partenaires"), url_name="employer_directory", rank=9, place="foot"
)
add_public_link(label=_("À propos"), url_name="about", rank=10, place="foot")
add_public_link(label=_("Accessibilité"), url_name="accessibility", rank=21, place="foot")
add_public_link(label=_("Données personnelles"), url_name="personal_data", rank=30, place="foot")
