"""Communes: find one by its name, read what is known of it."""

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
USUAL = 10
MOST = 50

Named = Annotated[
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
        most: Annotated[int, Field(ge=1, le=MOST, description="At most so many.")] = USUAL,
    ) -> Page[CommuneLine]:
        """Find communes by name, postcode or INSEE code, the best match first."""
        return await _found(instance, query, most)


def _add_read_commune(server: MCPServer[Any], instance: Instance) -> None:
    @server.tool(title="Ce que l’on sait d’une commune", annotations=READS)
    async def read_commune(commune: Named) -> CommuneWhole:
        """Returns the facts of a commune: population, doctors, schools, fibre, rents and others,
        each with its source and its date, and yearly figures.
        """
        return await instance.read(CommuneWhole, "communes", await code_of(instance, commune))


async def code_of(instance: Instance, commune: str) -> str:
    """Returns the INSEE code of a commune, from its name or its code.

    Raises:
        Refused: there is none of that name, or several.
    """
    said = commune.strip()
    if INSEE_CODE.fullmatch(said.upper()):
        return said.upper()
    found = (await _found(instance, said, USUAL)).items
    same = [one for one in found if plain_words(one.name) == plain_words(said)] or found
    if len(same) == 1:
        return same[0].code
    if not same:
        raise Refused(_("Aucune commune ne porte ce nom ici : « %(name)s ».") % {"name": said})
    choice = ", ".join(f"{one.name} ({one.departement.name}, {one.code})" for one in same)
    raise Refused(_("Plusieurs communes : dites laquelle. %(choice)s") % {"choice": choice})


async def _found(instance: Instance, query: str, most: int) -> Page[CommuneLine]:
    return await instance.read(
        Page[CommuneLine],
        "communes",
        asked={"query": query, "most": most},
        names={"query": "q", "most": "taille"},
    )
