"""A small client of the official API of the French territories, geo.api.gouv.fr."""

import time
from collections.abc import Callable, Iterator
from http.client import HTTPException, IncompleteRead
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from django.utils.translation import gettext_lazy as _

from bocage.territory.errors import PositionsUnavailable
from bocage.territory.imports.decoupage_administratif import RowError
from bocage.territory.imports.geo_api import ApiCommune, parse

ADDRESS = "https://geo.api.gouv.fr"
LONGEST_ANSWER = 20_000_000
WORTH_ANOTHER_TRY = frozenset({408, 425, 429, 500, 502, 503, 504})


class GeoApiClient:
    """Client of geo.api.gouv.fr, which requests the communes of one département at a time.

    A failed request is retried after 1, 2, 4… seconds; `timeout_s` bounds each wait for the server.
    """

    def __init__(
        self,
        address: str = ADDRESS,
        *,
        timeout_s: float = 10,
        attempts: int = 4,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        if not address.startswith(("https://", "http://")):
            raise PositionsUnavailable(_("L’adresse de l’API doit commencer par https://."))
        self.address = address.rstrip("/")
        self.timeout_s = timeout_s
        self.attempts = attempts
        self.wait = wait

    def communes(self, departement: str) -> tuple[list[ApiCommune], list[RowError]]:
        """Returns the communes of a département with their positions.

        Raises:
            PositionsUnavailable: the API is down, slow, or answers something else.
        """
        path = f"/departements/{departement}/communes?fields=code,nom,centre&format=json"
        failure = ""
        for pause in self._pauses():
            if pause:
                self.wait(pause)
            try:
                return parse(self._get(path))
            except HTTPError as error:
                failure = f"HTTP {error.code}"
                error.close()
                if error.code not in WORTH_ANOTHER_TRY:
                    break
            except (URLError, TimeoutError, HTTPException, OSError) as error:
                failure = str(getattr(error, "reason", error)) or type(error).__name__
            except ValueError:
                failure = "JSON"
                break
        raise PositionsUnavailable(
            _("L’API Découpage administratif n’a pas répondu pour le %(code)s (%(failure)s).")
            % {"code": departement, "failure": failure}
        )

    def _pauses(self) -> Iterator[float]:
        yield 0
        yield from (2.0**attempt for attempt in range(self.attempts - 1))

    def _get(self, path: str) -> bytes:
        request = Request(  # noqa: S310 - the scheme is checked when the client is made
            self.address + path, headers={"Accept": "application/json", "User-Agent": "Bocage"}
        )
        with urlopen(request, timeout=self.timeout_s) as answer:  # noqa: S310 - as above
            content: bytes = answer.read(LONGEST_ANSWER + 1)
            missing_bytes = answer.length
        if len(content) > LONGEST_ANSWER:
            raise ValueError("too long")
        if missing_bytes:
            raise IncompleteRead(content, missing_bytes)
        return content
