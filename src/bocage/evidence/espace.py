"""What the room of evidence adds to the Espace: dashboards, and reports."""

from django.utils.translation import gettext_lazy as _

from bocage.people.espace import EspaceItem, add_item

add_item(
    EspaceItem(
        label=_("Tableau de bord"),
        url_name="dashboards",
        icon="growth",
        rank=5,
        is_shown=lambda person: person.has_perm("evidence.see_dashboards"),
    )
)
add_item(
    EspaceItem(
        label=_("Rapport"),
        url_name="report_make",
        icon="printer",
        rank=85,
        group="rules",
        is_shown=lambda person: person.has_perm("evidence.make_reports"),
    )
)
