"""The key of most tables."""

from django.db import models

from bocage.foundation.db.identifiers import new_identifier


class IdentifiedModel(models.Model):
    """A row known by a UUID, which is made before the row is written and begins with the time."""

    id = models.UUIDField(primary_key=True, default=new_identifier, editable=False)

    class Meta:
        abstract = True
