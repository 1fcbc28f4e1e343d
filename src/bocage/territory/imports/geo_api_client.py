"""A small client of the official API of the French territories (BOCAGE_GEO_API)."""

import time
from collections.abc import Callable

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from bocage.foundation.http.fetching import (
    FetchRefused,
    HostUnknown,
    Limits,
    ServerFailing,
    TooSlow,
    Unreachable,
    fetch,
)
from bocage.territory.errors import PositionsUnavailable
from bocage.territory.imports.decoupage_administratif import RowError
from bocage.territory.imports.geo_api import ApiCommune, parse

FIELDS = "code,nom,centre,mairie,contour"
LONGEST_ANSWER = 40_000_000
"""Octets: the outlines of the communes of a département."""

PAUSE_S = 1.0
WORTH_ANOTHER_TRY = (ServerFailing, TooSlow, Unreachable)
DOWN = (*WORTH_ANOTHER_TRY, HostUnknown)
"""Refusals after which other départements would not be answered either."""


class GeoApiClient:
    """Client of the API, by default that of the settings, which requests the communes of one
    département at a time.

    A failed request is sent once more; `patience_s` bounds the whole of both, however slowly the
    server answers.
    """

    def __init__(
        self,
        address: str = "",
        *,
        patience_s: float = 12,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self.address = (address or settings.BOCAGE.geo_api).rstrip("/")
        self.patience_s = patience_s
        self.wait = wait

    def communes(self, departement: str) -> tuple[list[ApiCommune], list[RowError]]:
        """Returns the communes of a département with their positions and outlines.

        Raises:
            PositionsUnavailable: the API is down, slow, or answers something else.
        """
        deadline = time.monotonic() + self.patience_s
        is_down = False
        path = f"/departements/{departement}/communes?fields={FIELDS}&format=json"
        try:
            return parse(self._get(self.address + path, deadline), departement)
        except FetchRefused as refusal:
            failure, is_down = str(refusal.sentence), isinstance(refusal, DOWN)
        except ValueError:
            failure = str(_("Ce qu’elle répond n’est pas une liste de communes."))
        raise PositionsUnavailable(
            _("L’API Découpage administratif n’a rien donné pour le %(code)s. %(failure)s")
            % {"code": departement, "failure": failure},
            is_down=is_down,
        )

    def _get(self, address: str, deadline: float) -> bytes:
        try:
            return self._fetch(address, deadline)
        except WORTH_ANOTHER_TRY as refusal:
            pause = max(PAUSE_S, refusal.retry_after_s)
            if time.monotonic() + pause >= deadline:
                raise
            self.wait(pause)
            return self._fetch(address, deadline)

    def _fetch(self, address: str, deadline: float) -> bytes:
        limits = Limits(
            octets=LONGEST_ANSWER,
            seconds=max(deadline - time.monotonic(), 0.01),
            step_s=self.patience_s / 2,
        )
        loopback = settings.BOCAGE.fetch_loopback
        return fetch(address, limits=limits, accept="application/json", loopback=loopback).content
