"""Confirmation form of the erasure of an account."""

from django import forms
from django.utils.translation import gettext_lazy as _


class EraseAccountForm(forms.Form):
    """Form with the box to tick before an account is erased."""

    understood = forms.BooleanField(
        label=_("J’ai compris : rien de ce qui est effacé ne pourra être rendu."),
        error_messages={"required": _("Cochez cette case si vous voulez tout effacer.")},
    )
