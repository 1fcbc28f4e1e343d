"""Public figures, each with its definition: those of an indicator, those of a territory."""

from typing import Annotated, Any

from mcp.server import MCPServer
from pydantic import BaseModel, Field

from bocage.api.assistants.instance import Instance
from bocage.api.assistants.tools import READS
from bocage.api.assistants.tools.communes import code_of
from bocage.evidence.api import (
    Duration,
    IndicatorFigure,
    IndicatorLine,
    IndicatorWhole,
    PublicLevel,
)
from bocage.evidence.proofs.story import EVERYWHERE
from bocage.evidence.registry import Theme
from bocage.foundation.api.fields import FIRST_YEAR, LAST_YEAR
from bocage.foundation.api.paging import Page
from bocage.territory.spelling import LONGEST_QUERY

DEFAULT_LIMIT, MAX_LIMIT = 50, 200
LONGEST_NAME = 80

Commune = Annotated[
    str,
    Field(max_length=LONGEST_QUERY, description="Name or INSEE code of a commune, for it alone."),
]
Period = Annotated[Duration | None, Field(description="mois: by month; annee: by year.")]
Year = Annotated[int | None, Field(ge=FIRST_YEAR, le=LAST_YEAR)]
Limit = Annotated[int, Field(ge=1, le=MAX_LIMIT, description="At most so many figures.")]
NAMES = {"period": "duree", "year": "annee", "level": "echelle", "limit": "taille"}


class IndicatorWithFigures(BaseModel):
    """Indicator with its definition and its figures."""

    indicator: IndicatorWhole
    figures: Page[IndicatorFigure]


def add_to(server: MCPServer[Any], instance: Instance) -> None:
    """Adds the tools about figures."""
    _add_list_indicators(server, instance)
    _add_read_indicator(server, instance)
    _add_read_figures(server, instance)


def _add_list_indicators(server: MCPServer[Any], instance: Instance) -> None:
    @server.tool(title="Les indicateurs", annotations=READS)
    async def list_indicators(
        theme: Annotated[Theme | None, Field(description="The service they are about.")] = None,
    ) -> Page[IndicatorLine]:
        """Lists the public indicators, each with its definition and its unit."""
        return await instance.read(
            Page[IndicatorLine],
            "indicators",
            arguments={"theme": theme, "limit": MAX_LIMIT},
            names=NAMES,
        )


def _add_read_indicator(server: MCPServer[Any], instance: Instance) -> None:
    @server.tool(title="Un indicateur : sa définition et ses chiffres", annotations=READS)
    async def read_indicator(
        *,
        indicator: Annotated[
            str,
            Field(
                min_length=1,
                max_length=LONGEST_NAME,
                description="Its `name` in list_indicators: settled_households.",
            ),
        ],
        level: Annotated[
            PublicLevel | None, Field(description="Which parts of the territory; all, without it.")
        ] = None,
        commune: Commune = "",
        period: Period = Duration.YEAR,
        year: Year = None,
        limit: Limit = DEFAULT_LIMIT,
    ) -> IndicatorWithFigures:
        """Returns what an indicator counts, how, from which source, and its public figures. A
        figure that is secret (`is_secret`) is too small to be published: say so, and never
        guess it.
        """
        definition = await instance.read(IndicatorWhole, "indicators", indicator)
        arguments: dict[str, Any] = {"period": period, "year": year, "limit": limit}
        if commune:
            arguments |= {"level": PublicLevel.COMMUNE, "code": await code_of(instance, commune)}
        elif level:
            arguments |= {"level": level}
        figures = await instance.read(
            Page[IndicatorFigure],
            "indicators",
            indicator,
            "figures",
            arguments=arguments,
            names=NAMES,
        )
        return IndicatorWithFigures(indicator=definition, figures=figures)


def _add_read_figures(server: MCPServer[Any], instance: Instance) -> None:
    @server.tool(title="Les chiffres d’une commune, ou de tout le territoire", annotations=READS)
    async def read_figures(
        *,
        commune: Commune = "",
        period: Period = Duration.YEAR,
        year: Year = None,
        limit: Limit = DEFAULT_LIMIT,
    ) -> Page[IndicatorFigure]:
        """The public figures of a commune, whatever the indicator; of the whole territory without
        one. list_indicators gives their definitions.
        """
        code = await code_of(instance, commune) if commune else EVERYWHERE
        level = PublicLevel.COMMUNE if commune else PublicLevel.INSTANCE
        return await instance.read(
            Page[IndicatorFigure],
            "figures",
            level.value,
            code,
            arguments={"period": period, "year": year, "limit": limit},
            names=NAMES,
        )
