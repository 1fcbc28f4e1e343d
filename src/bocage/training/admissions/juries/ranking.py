"""Computation of results: score out of 100 by reader, their mean, their spread, rank."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

FAR_APART = Decimal(25)
"""Points out of 100 between two readers from which the jury had better talk it over."""
TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Weighed:
    """A criterion: how much it weighs, and its highest score."""

    weight: int
    max_points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedApplication:
    """Position of an application in the ranking. `rank` is shared by applications of equal mean,
    and None if no scores are given.
    """

    application: UUID
    marks: tuple[Decimal, ...]
    mean: Decimal | None
    spread: Decimal
    rank: int | None
    is_tied: bool

    @property
    def is_far_apart(self) -> bool:
        return self.spread >= FAR_APART


def mark_of(points: Mapping[int, int], grid: Mapping[int, Weighed]) -> Decimal | None:
    """Returns the weighted mark of a reader, out of 100, rounded to a tenth; None if a criterion
    has no points.
    """
    if not grid or any(key not in points for key in grid):
        return None
    total = sum(criterion.weight for criterion in grid.values())
    shares = (
        Decimal(criterion.weight * min(points[key], criterion.max_points)) / criterion.max_points
        for key, criterion in grid.items()
    )
    earned = sum(shares, Decimal(0))
    return _to_the_tenth(earned * 100 / total)


def rank_applications(marks: Mapping[UUID, Sequence[Decimal]]) -> list[RankedApplication]:
    """Ranks applications by their mean, best first. Equal means share a rank and the next rank
    counts them: 1, 2, 2, 4. Applications without scores come last, without a rank.
    """
    means = {application: _mean(points) for application, points in marks.items()}
    scored = [mean for mean in means.values() if mean is not None]
    ranked_applications = [
        RankedApplication(
            application=application,
            marks=tuple(marks[application]),
            mean=mean,
            spread=max(marks[application]) - min(marks[application])
            if marks[application]
            else Decimal(0),
            rank=None if mean is None else 1 + sum(other_mean > mean for other_mean in scored),
            is_tied=mean is not None and scored.count(mean) > 1,
        )
        for application, mean in means.items()
    ]
    return sorted(
        ranked_applications,
        key=lambda ranked: (ranked.rank is None, ranked.rank or 0, ranked.application),
    )


def _mean(marks: Sequence[Decimal]) -> Decimal | None:
    return _to_the_tenth(sum(marks, Decimal(0)) / len(marks)) if marks else None


def _to_the_tenth(number: Decimal) -> Decimal:
    return number.quantize(TENTH, ROUND_HALF_UP)
