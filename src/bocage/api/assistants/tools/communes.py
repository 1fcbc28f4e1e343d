"""Communes: search by name, and facts."""

import re
from typing import Annotated, Any

from django.utils.translation import gettext as _
from mcp.server import MCPServer
from pydantic import Field

from bocage.api.assistants.instance import Instance, Refused
from bocage.api.assistants.tools import READS
from bocage.foundation.api.paging import Page
from bocage.foundation.formatting.plain_words import plain_words
from bocage.territory.api import CommuneLine, CommuneWhole
from bocage.territory.spelling import LONGEST_QUERY

INSEE_CODE = re.compile(r"\d[\dAB]\d{3}", re.ASCII)
DEFAULT_LIMIT = 10
MAX_LIMIT = 50

CommuneName = Annotated[
    str,
    Field(
        min_length=1,
        max_length=LONGEST_QUERY,
        description="Name or INSEE code of a commune: « Sées », 61464.",
    ),
]


def add_to(server: MCPServer[Any], instance: Instance) -> None:
    """Adds the tools about communes."""
    _add_find_communes(server, instance)
    _add_read_commune(server, instance)


def _add_find_communes(server: MCPServer[Any], instance: Instance) -> None:
    @server.tool(title="Chercher une commune", annotations=READS)
    async def find_communes(
        query: Annotated[
            str,
            Field(
                max_length=LONGEST_QUERY,
                description="Part of a name of today or of before, a postcode or an INSEE code.",
            ),
        ],
        limit: Annotated[
            int, Field(ge=1, le=MAX_LIMIT, description="At most so many.")
        ] = DEFAULT_LIMIT,
    ) -> Page[CommuneLine]:
        """Find communes by name, postcode or INSEE code, the best match first."""
        return await _search(instance, query, limit)


def _add_read_commune(server: MCPServer[Any], instance: Instance) -> None:
    @server.tool(title="Ce que l’on sait d’une commune", annotations=READS)
    async def read_commune(commune: CommuneName) -> CommuneWhole:
        """Returns the facts of a commune: population, doctors, schools, fibre, rents and others,
        each with its source and its date, and yearly figures.
        """
        return await instance.read(CommuneWhole, "communes", await code_of(instance, commune))


async def code_of(instance: Instance, commune: str) -> str:
    """Returns the INSEE code of a commune, from its name or its code.

    Raises:
        Refused: there is none of that name, or several.
    """
    text = commune.strip()
    if INSEE_CODE.fullmatch(text.upper()):
        return text.upper()
    matches = (await _search(instance, text, DEFAULT_LIMIT)).items
    same = [match for match in matches if plain_words(match.name) == plain_words(text)] or matches
    if len(same) == 1:
        return same[0].code
    if not same:
        raise Refused(_("Aucune commune ne porte ce nom ici : « %(name)s ».") % {"name": text})
    choice = ", ".join(f"{match.name} ({match.departement.name}, {match.code})" for match in same)
    raise Refused(_("Plusieurs communes : dites laquelle. %(choice)s") % {"choice": choice})


async def _search(instance: Instance, query: str, limit: int) -> Page[CommuneLine]:
    return await instance.read(
        Page[CommuneLine],
        "communes",
        arguments={"query": query, "limit": limit},
        names={"query": "q", "limit": "taille"},
    )
