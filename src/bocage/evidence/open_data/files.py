"""The files of the open data: their stable addresses, their names, their licence."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from bocage.evidence.open_data.editions import Edition
from bocage.evidence.registry import Indicator

LICENCE_NAME = "etalab-2.0"
"""As SPDX names it."""
LICENCE_TITLE = "Licence Ouverte 2.0"
LICENCE_ADDRESS = "https://www.etalab.gouv.fr/licence-ouverte-open-licence"
EXTENSIONS = ("csv", "json", "parquet")
TABLES = ("csv", "parquet")
"""The formats in which every indicator stands in one file."""


@dataclass(frozen=True)
class DataFile:
    """One file: of one indicator, or of all of them (`indicator` is then nothing)."""

    extension: str
    indicator: Indicator | None = None

    @property
    def name(self) -> str:
        """Its name on the disk of whoever takes it."""
        return f"{self.indicator.name if self.indicator else 'preuves'}.{self.extension}"

    @property
    def path(self) -> str:
        """Its address within the instance, the same for ever and in each language."""
        if self.indicator:
            return _french("indicator_data", self.indicator.name, self.extension)
        return _french("open_data_all", self.extension)

    def address(self, edition: Edition | None = None) -> str:
        """Its whole address; an edition is asked for behind it."""
        return settings.BOCAGE.public_url + self.path + (edition.query if edition else "")


def whole_address(name: str) -> str:
    """The whole address of a page or a description of the open data, by its name."""
    return settings.BOCAGE.public_url + _french(name)


def _french(name: str, *arguments: str) -> str:
    with translation.override("fr"):
        return reverse(name, args=arguments)
