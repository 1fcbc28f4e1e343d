"""Version 1 of the API: the endpoints of each room, under one description."""

from ninja import NinjaAPI, Router

from bocage.api.errors import register_error_handlers
from bocage.evidence.api import figures, indicators
from bocage.foundation.api.parsing import StrictParser
from bocage.housing.api import dwellings, leads, searches
from bocage.network.api import editions, gatherings, members, registrations
from bocage.outreach.assets.api import router as assets
from bocage.people.api import router as me
from bocage.territory.api import router as communes
from bocage.training.api import courses, programmes, sessions
from bocage.welcome.api import projects, relays, sponsors
from bocage.workspaces.api import availability, bookings, places

PREFIX = "api/v1/"
ROUTERS: list[tuple[str, Router]] = [
    ("me", me),
    ("communes", communes),
    ("places", places),
    ("availability", availability),
    ("bookings", bookings),
    ("dwellings", dwellings),
    ("searches", searches),
    ("leads", leads),
    ("gatherings", gatherings),
    ("registrations", registrations),
    ("members", members),
    ("editions", editions),
    ("assets", assets),
    ("programmes", programmes),
    ("courses", courses),
    ("sessions", sessions),
    ("projects", projects),
    ("relays", relays),
    ("sponsors", sponsors),
    ("indicators", indicators),
    ("figures", figures),
]
"""Prefixes of the routers."""


def _make_api() -> NinjaAPI:
    api = NinjaAPI(
        title="Bocage",
        version="1",
        urls_namespace="api_v1",
        openapi_url=None,
        docs_url=None,
        parser=StrictParser(),
    )
    register_error_handlers(api)
    for prefix, router in ROUTERS:
        api.add_router(prefix, router)
    return api


api = _make_api()
