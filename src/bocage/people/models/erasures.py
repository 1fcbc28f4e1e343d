"""Receipts of erased accounts, without the identity of their holders."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bocage.foundation.models.identified import IdentifiedModel


class ErasureReceipt(IdentifiedModel):
    """Receipt of an erasure: its number, when, and how many rows of each kind were removed.

    `address_digest` is a keyed digest of the address: a person who gives theirs, with the number,
    gets the confirmation of the erasure; the row alone identifies nobody. `account_id` is the empty
    account, by which the erasure is repeated after an older backup is restored.
    """

    number = models.CharField(_("numéro"), max_length=20, unique=True)
    account_id = models.UUIDField(_("compte"), unique=True)
    address_digest = models.CharField(_("empreinte de l’adresse"), max_length=64)
    erased_at = models.DateTimeField(_("effacé le"))
    counts = models.JSONField(_("ce qui a été effacé"), default=dict)

    class Meta:
        ordering = ["-erased_at", "id"]

    def __str__(self) -> str:
        return self.number
