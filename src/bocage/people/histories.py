"""The histories of this room that have a page."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.models import InstanceSettings
from bocage.people.history.tracked import add_tracked
from bocage.people.models import Mandate

add_tracked(
    slug="reglages",
    model=InstanceSettings,
    label=_("Réglages"),
    right="people.update_instance_settings",
    asked_about=lambda _settings: None,
)
add_tracked(
    slug="mandat",
    model=Mandate,
    label=_("Mandat"),
    right="people.end_mandate",
    joined=("person", "scope__departement", "scope__epci", "scope__commune", "scope__partner"),
    title=lambda mandate: (
        f"{mandate.get_role_display()} · {mandate.scope.label} · {mandate.person}"
    ),
)
