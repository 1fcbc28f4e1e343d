"""Assets in the Espace."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from bocage.outreach.assets.models import Asset
from bocage.people.dashboard import Todo, add_item, todo_provider
from bocage.people.models import Person

add_item(
    label=_("Atouts"),
    url_name="asset_list",
    icon="proof",
    rank=70,
    group="outreach",
    right="outreach.manage_assets",
)


@todo_provider
def figures_to_refresh(person: Person) -> Iterator[Todo]:
    """Yields a to-do for whoever manages assets, with the number of published assets that the
    public no longer sees because their figure is too old; one query.
    """
    if not person.has_perm("outreach.manage_assets"):
        return
    aged = Asset.objects.managed_by(person).filter(
        state=Asset.State.PUBLISHED, fresh_until__lt=timezone.localdate()
    )
    if count := aged.count():
        yield Todo(
            title=ngettext(
                "Un atout a un chiffre trop ancien",
                "%(count)s atouts ont un chiffre trop ancien",
                count,
            )
            % {"count": count},
            detail=_("Le public ne le voit plus tant qu’il n’est pas rafraîchi."),
            action=_("Rafraîchir"),
            url=f"{reverse('asset_list')}?a-rafraichir=on",
            urgency="normal",
        )
