"""Foreign keys to the territory, for models of every room."""

from typing import Any, ClassVar

from django.db import models


class _TerritoryKey(models.ForeignKey):
    """Foreign key to an object of the territory, which is protected from deletion.

    The `options` are those of a foreign key; migrations write it as one.
    """

    target: ClassVar[str]

    def __init__(self, verbose_name: Any = None, **options: Any) -> None:
        key_options = {"to": self.target, "on_delete": models.PROTECT, **options}
        super().__init__(verbose_name=verbose_name, **key_options)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.ForeignKey", args, options


class CommuneKey(_TerritoryKey):
    """The commune where something is."""

    target = "territory.Commune"


class EpciKey(_TerritoryKey):
    """The intercommunalité where something is."""

    target = "territory.Epci"


class DepartementKey(_TerritoryKey):
    """The département where something is."""

    target = "territory.Departement"
