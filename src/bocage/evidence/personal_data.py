"""Personal data that evidence stores: the targets that a person set."""

from django.utils.translation import gettext_lazy as _

from bocage.evidence.figure_formatting import format_value
from bocage.evidence.models import Target
from bocage.evidence.registry import indicator_named
from bocage.people.models import Person
from bocage.people.personal_data import DataItem, DataItems, data_section


@data_section(
    name="evidence_targets",
    title=_("Les objectifs que j’ai fixés"),
    rank=150,
    named_in=("evidence.Target.set_by",),
)
def target_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the targets that a person set, the latest first; one query."""
    targets = Target.objects.filter(set_by=person).order_by("-set_at", "pk")
    for target in targets[:limit]:
        yield DataItem(
            title=f"{target.set_at:%Y-%m-%d} · {indicator_named(target.indicator).label}",
            detail=[
                format_value(indicator_named(target.indicator), target.value),
                f"{target.get_level_display()} {target.code}".strip(),
                f"{target.starts_on:%Y-%m-%d}",
                f"{target.ends_on:%Y-%m-%d}" if target.ends_on else "",
                target.reason,
            ],
        )
