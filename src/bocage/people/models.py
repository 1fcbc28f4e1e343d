"""People and the rights that they hold."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from bocage.foundation.identifiers import new_identifier


class PersonManager(BaseUserManager["Person"]):
    """Makes accounts from an address alone: the public has no password."""

    def create_user(self, email: str, **fields: object) -> "Person":
        person = self.model(email=email.strip().lower(), **fields)
        person.set_unusable_password()
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser, PermissionsMixin):
    """An account: somebody who has confirmed an address."""

    id = models.UUIDField(primary_key=True, default=new_identifier, editable=False)
    email = models.EmailField(_("adresse électronique"), unique=True)
    name = models.CharField(_("nom"), max_length=120, blank=True)
    language = models.CharField(_("langue"), max_length=2, default="fr")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = PersonManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="people_person_email_lowercase", condition=models.Q(email=Lower("email"))
            )
        ]

    def __str__(self) -> str:
        return self.name or self.email
