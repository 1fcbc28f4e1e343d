"""The files of the open data: their stable addresses, their names, their licence."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from bocage.evidence.open_data.editions import Edition
from bocage.evidence.registry import Indicator

LICENCE_NAME = "etalab-2.0"
"""SPDX identifier of the licence."""
LICENCE_TITLE = "Licence Ouverte 2.0"
LICENCE_ADDRESS = "https://www.etalab.gouv.fr/licence-ouverte-open-licence"
EXTENSIONS = ("csv", "json", "parquet")
TABLES = ("csv", "parquet")
"""The formats in which every indicator stands in one file."""


@dataclass(frozen=True)
class DataFile:
    """File of open data, for one indicator or, if `indicator` is None, for all of them."""

    extension: str
    indicator: Indicator | None = None

    @property
    def name(self) -> str:
        """File name for downloads."""
        return f"{self.indicator.name if self.indicator else 'preuves'}.{self.extension}"

    @property
    def path(self) -> str:
        """Path within the instance, permanent and the same in each language."""
        if self.indicator:
            return _french("indicator_data", self.indicator.name, self.extension)
        return _french("open_data_all", self.extension)

    def address(self, edition: Edition | None = None) -> str:
        """Returns the absolute address of the file, with the query string of an edition if
        given."""
        return settings.BOCAGE.public_url + self.path + (edition.query if edition else "")


def whole_address(name: str) -> str:
    """Returns the absolute address of a page or a description of the open data, by its URL name."""
    return settings.BOCAGE.public_url + _french(name)


def _french(name: str, *arguments: str) -> str:
    with translation.override("fr"):
        return reverse(name, args=arguments)
