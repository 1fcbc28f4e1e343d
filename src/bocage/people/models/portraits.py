"""Portraits that people show to those whom they accompany."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bocage.foundation.files.private_storage import private_storage
from bocage.people.models.persons import Person


class Portrait(models.Model):
    """Photo of a person, without its metadata. Each room decides who may see it."""

    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, primary_key=True, related_name="portrait"
    )
    image = models.ImageField(_("photo"), storage=private_storage, upload_to="portraits/")
    taken_at = models.DateTimeField(_("choisie le"), auto_now=True)
