"""The settings of the instance, changed by an administrator from the Espace."""

from collections.abc import Mapping
from typing import Any, BinaryIO

from django.db import transaction

from bocage.foundation.db.row_locks import lock_rows
from bocage.foundation.formatting.colours import (
    LIGHT_GROUNDS,
    READABLE,
    VISIBLE,
    WHITE,
    contrast,
    least_contrast,
)
from bocage.foundation.instance import forget_instance
from bocage.foundation.models import InstanceSettings
from bocage.people.errors import UnreadableColour
from bocage.people.logos import logo_from_upload
from bocage.people.models import Person


def update_instance_settings(
    *,
    by: Person,
    values: Mapping[str, Any],
    logo: BinaryIO | None = None,
    logo_size: int = 0,
    removes_logo: bool = False,
) -> InstanceSettings:
    """Saves the settings of `values`, by the names of the model's fields; the rest stays unchanged.

    Every page shows them at once in this process, and within ten seconds in the others.

    Raises:
        NotAllowed: `by` does not administer the instance.
        UnreadableColour: a colour has too little contrast where it is used.
        NotALogo: the uploaded file is not an accepted picture.
        ValidationError: a value is invalid for its field.
    """
    by.require("people.update_instance_settings")
    refuse_unreadable_colours(values)
    picture = logo_from_upload(logo, logo_size) if logo else None
    with transaction.atomic():
        InstanceSettings.objects.get_or_create(pk=1)
        row = lock_rows(InstanceSettings.objects.all()).get(pk=1)
        for name, value in values.items():
            setattr(row, name, value)
        if removes_logo:
            row.logo, row.logo_digest = None, ""
        if picture:
            row.logo, row.logo_digest = picture
        row.full_clean(validate_unique=False)
        row.save()
    transaction.on_commit(forget_instance)
    return row


def refuse_unreadable_colours(values: Mapping[str, Any]) -> None:
    """Checks the contrast of the colours: the brand is text and links on the light grounds; the
    accent carries white text.

    Raises:
        UnreadableColour: the first colour that would not be read.
    """
    brand = values.get("brand_colour")
    if brand and (ratio := least_contrast(brand, LIGHT_GROUNDS)) < READABLE:
        raise UnreadableColour(field="brand_colour", ratio=ratio, minimum=READABLE)
    accent = values.get("accent_colour")
    if accent and (ratio := contrast(accent, WHITE)) < READABLE:
        raise UnreadableColour(field="accent_colour", ratio=ratio, minimum=READABLE)
    if accent and (ratio := least_contrast(accent, LIGHT_GROUNDS[:2])) < VISIBLE:
        raise UnreadableColour(field="accent_colour", ratio=ratio, minimum=VISIBLE)
