"""The instance as every page sees it: read at most once in a few seconds by each process.

from bocage.foundation.instance import current_instance

current_instance().lead_stale_days
"""

import time
from dataclasses import dataclass, fields
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bocage.foundation.models.instance import ACCENT_COLOUR, BRAND_COLOUR, InstanceSettings

FRESH_S = 10.0
"""Seconds during which a process trusts its cached settings. The saving process sees them at once.
"""


@dataclass(frozen=True, kw_only=True)
class Instance:
    """The settings, without the logo itself. Texts answer in the language of the page."""

    name: str
    tagline_fr: str
    tagline_en: str
    territory_name_fr: str
    territory_name_en: str
    headline_fr: str
    headline_en: str
    introduction_fr: str
    introduction_en: str
    contact_email: str
    contact_phone: str
    sender_email: str
    press_contact: str
    press_email: str
    press_phone: str
    press_introduction_fr: str
    press_introduction_en: str
    price_note: str
    brand_colour: str
    accent_colour: str
    logo_digest: str
    cancellation_notice_hours: int
    booking_horizon_days: int
    lead_stale_days: int
    project_retention_days: int
    application_retention_days: int
    register_retention_days: int
    prospect_retention_days: int
    figures_open_days: int
    letters_per_hour: int
    letters_from_hour: int
    letters_until_hour: int
    letters_days: list[int]
    income_low_eur: int
    income_high_eur: int
    local_share_low: int
    local_share_high: int

    @property
    def tagline(self) -> str:
        return _in_language(self.tagline_fr, self.tagline_en) or _("le télétravail en milieu rural")

    @property
    def territory_name(self) -> str:
        """The territory with its article, as in a sentence (« l’Orne »), or nothing."""
        return _in_language(self.territory_name_fr, self.territory_name_en)

    @property
    def headline(self) -> str:
        """The title of the home page, or nothing: the page then has its own."""
        return _in_language(self.headline_fr, self.headline_en)

    @property
    def introduction(self) -> str:
        """The words under the title of the home page, or nothing."""
        return _in_language(self.introduction_fr, self.introduction_en)

    @property
    def press_introduction(self) -> str:
        """First text of the press kit about the territory, in the active language, or an empty
        string.
        """
        return _in_language(self.press_introduction_fr, self.press_introduction_en)

    @property
    def logo_url(self) -> str:
        """The address of the logo, which changes with it; nothing where there is none."""
        return reverse("instance_logo", args=[self.logo_digest]) if self.logo_digest else ""

    @property
    def colours_url(self) -> str:
        """The address of the stylesheet of its colours; nothing where they are ours."""
        if (self.brand_colour, self.accent_colour) == (BRAND_COLOUR, ACCENT_COLOUR):
            return ""
        return reverse("instance_colours", args=[self.brand_colour[1:], self.accent_colour[1:]])


_STORED_NAMES = {
    "tagline_fr": "tagline",
    "territory_name_fr": "territory_name",
    "headline_fr": "headline",
    "introduction_fr": "introduction",
    "press_introduction_fr": "press_introduction",
}
_FIELDS = {field.name: _STORED_NAMES.get(field.name, field.name) for field in fields(Instance)}

_cached: tuple[float, Instance] | None = None


def current_instance() -> Instance:
    """Returns the settings of the instance, at most ten seconds old; the defaults if none were
    saved.
    """
    now = time.monotonic()
    if _cached is not None and now < _cached[0]:
        return _cached[1]
    return remember_instance(read_instance(), until=now + FRESH_S)


def read_instance() -> Instance:
    """Returns the settings as the database holds them now."""
    row = InstanceSettings.objects.defer("logo").filter(pk=1).first()
    return _from_row(row) if row else defaults()


def defaults() -> Instance:
    """Returns the settings before anybody saved any."""
    return _from_row(InstanceSettings())


def remember_instance(instance: Instance, *, until: float = float("inf")) -> Instance:
    """Caches these settings in this process until a moment of its monotonic clock."""
    global _cached  # noqa: PLW0603 - one value for the process, replaced whole
    _cached = (until, instance)
    return instance


def forget_instance() -> None:
    """Empties the cache of the settings in this process."""
    global _cached  # noqa: PLW0603 - as above
    _cached = None


def _from_row(row: InstanceSettings) -> Instance:
    values: dict[str, Any] = {name: getattr(row, stored) for name, stored in _FIELDS.items()}
    return Instance(**values)


def _in_language(french: str, english: str) -> str:
    """Returns the English text in English if there is one, the French text otherwise."""
    return english if english and get_language() == "en" else french
