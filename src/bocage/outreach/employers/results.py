"""Number of people who came through a partner employer, published without identifying anybody."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from bocage.outreach.campaigns.results import LinkResults, link_results
from bocage.outreach.employers.models import PartnerEmployer
from bocage.workspaces.reports.origins import MIN_COUNT


@dataclass(frozen=True, kw_only=True)
class PublishedNumbers:
    """Numbers of households on a public page, by first contact; None if they are too small."""

    candidates: int | None
    settled: int | None


def employer_results(employers: Iterable[PartnerEmployer]) -> dict[UUID, LinkResults]:
    """Returns the results of the link of each employer, by link key; two queries."""
    return link_results([employer.link_id for employer in employers])


def publishable_numbers(results: LinkResults) -> PublishedNumbers:
    """Returns the numbers that can be published: none below five households
    (`workspaces.reports.origins`), nor any whose difference from the other is below five.
    """
    candidates, settled = results.first.candidates, results.first.settled
    is_publishable = settled >= MIN_COUNT and (
        candidates == settled or candidates - settled >= MIN_COUNT
    )
    return PublishedNumbers(
        candidates=candidates if candidates >= MIN_COUNT else None,
        settled=settled if is_publishable else None,
    )
