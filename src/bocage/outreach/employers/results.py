"""How many people of a partner employer came, told so that nobody can be made out in public."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from bocage.outreach.campaigns.results import LinkBrought, brought_by_links
from bocage.outreach.employers.models import PartnerEmployer
from bocage.workspaces.reports.origins import FEWEST


@dataclass(frozen=True, kw_only=True)
class ToldNumbers:
    """Numbers of households on a public page, by first contact; None where they are too small."""

    candidates: int | None
    settled: int | None


def brought_by_employers(employers: Iterable[PartnerEmployer]) -> dict[UUID, LinkBrought]:
    """Returns the results of the link of each employer, by link key; two queries."""
    return brought_by_links([employer.link_id for employer in employers])


def told_numbers(brought: LinkBrought) -> ToldNumbers:
    """Returns the numbers that can be published: none below five households
    (`workspaces.reports.origins`), nor any whose difference from the other is below five.
    """
    candidates, settled = brought.first.candidates, brought.first.settled
    is_told = settled >= FEWEST and (candidates == settled or candidates - settled >= FEWEST)
    return ToldNumbers(
        candidates=candidates if candidates >= FEWEST else None,
        settled=settled if is_told else None,
    )
