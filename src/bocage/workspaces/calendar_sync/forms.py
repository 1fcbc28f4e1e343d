"""Form by which a place follows an outside calendar."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bocage.foundation.forms.fields import OutsideAddressField, offer_rows
from bocage.workspaces.places.models import Place, Resource


class OutsideCalendarForm(forms.Form):
    """Form that adds an outside calendar to a resource by its address. The first reading, not the
    form, finds out if a calendar is there.
    """

    resource = forms.ModelChoiceField(
        Resource.objects.none(), label=_("Espace tenu par cet agenda"), empty_label=None
    )
    name = forms.CharField(
        label=_("Nom de l’agenda"), help_text=_("Par exemple : agenda de la mairie."), max_length=80
    )
    url = OutsideAddressField(
        label=_("Adresse de l’agenda"),
        help_text=_(
            "L’adresse « iCal » ou « ICS » du partage, dans Outlook, Google Agenda ou autre. "
            "Nous n’en gardons que les heures prises."
        ),
    )

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "resource", place.resources.active().select_related("place__scope"))
