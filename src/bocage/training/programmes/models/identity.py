"""Civil identity of an applicant or learner: name on documents, and postal address."""

from dataclasses import dataclass
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bocage.people.erasure import NO_MORE_WORDS

LONGEST_NAME = 80
LONGEST_ADDRESS = 300
IDENTITY_FIELDS = ("given_name", "family_name", "postal_address")
IS_IDENTIFIED = Q(given_name__regex=r"\S", family_name__regex=r"\S", postal_address__regex=r"\S")
NO_MORE_IDENTITY = dict.fromkeys(IDENTITY_FIELDS, NO_MORE_WORDS)
"""Values of the columns after the erasure of an account, or the retention period of its proofs."""


@dataclass(frozen=True, kw_only=True)
class Identity:
    """A first name, a last name and a postal address."""

    given_name: str
    family_name: str
    postal_address: str

    @property
    def full_name(self) -> str:
        if self.is_erased:
            return NO_MORE_WORDS
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def is_erased(self) -> bool:
        """True if the identity was erased, with its account or at the end of its retention."""
        return self.given_name == NO_MORE_WORDS

    def tidied(self) -> Self:
        """Returns the identity without stray spaces; the address retains its lines."""
        lines = (" ".join(line.split()) for line in self.postal_address.splitlines())
        return type(self)(
            given_name=" ".join(self.given_name.split()),
            family_name=" ".join(self.family_name.split()),
            postal_address="\n".join(filter(None, lines)),
        )


class IdentityFields(models.Model):
    """The columns of an identity."""

    given_name = models.CharField(
        _("prénom"), max_length=LONGEST_NAME, blank=True, default="", db_default=""
    )
    family_name = models.CharField(
        _("nom de famille"), max_length=LONGEST_NAME, blank=True, default="", db_default=""
    )
    postal_address = models.TextField(
        _("adresse postale"), max_length=LONGEST_ADDRESS, blank=True, default="", db_default=""
    )

    class Meta:
        abstract = True

    @property
    def identity(self) -> Identity:
        return Identity(
            given_name=self.given_name,
            family_name=self.family_name,
            postal_address=self.postal_address,
        )
