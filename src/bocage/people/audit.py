"""The histories of this room that have a page."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.models import InstanceSettings
from bocage.people.history.audited_models import add_audited_model
from bocage.people.models import Mandate

add_audited_model(
    slug="reglages",
    model=InstanceSettings,
    label=_("Réglages"),
    right="people.update_instance_settings",
    target_of=lambda _settings: None,
)
add_audited_model(
    slug="mandat",
    model=Mandate,
    label=_("Mandat"),
    right="people.end_mandate",
    joined=("person", "scope__departement", "scope__epci", "scope__commune", "scope__partner"),
    title=lambda mandate: (
        f"{mandate.get_role_display()} · {mandate.scope.label} · {mandate.person}"
    ),
)
