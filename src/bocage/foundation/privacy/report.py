"""The register as people and as programs read it."""

from typing import Any

from django.utils.translation import gettext as _

from bocage.foundation.formatting.durations import format_days
from bocage.foundation.privacy.processing import Processing, Retention, declared_processing


def retention_sentences(processing: Processing) -> list[str]:
    """Returns how long the data of a processing are kept, a sentence for each rule."""
    said = [promise_words(rule) for rule in processing.kept]
    return [*said, str(processing.retention_note)] if processing.retention_note else said


def promise_words(rule: Retention) -> str:
    return _("%(duration)s %(since)s") % {
        "duration": format_days(rule.duration.days),
        "since": rule.since,
    }


def register_as_data() -> list[dict[str, Any]]:
    """Returns the register for programs. Retention is in days."""
    return [
        {
            "name": one.name,
            "title": str(one.title),
            "purpose": str(one.purpose),
            "legal_basis": one.basis.name.lower(),
            "protection": one.level.value,
            "people": str(one.people),
            "data": str(one.data),
            "seen_by": str(one.seen_by),
            "tables": list(one.models),
            "kept": [
                {"rule": rule.name, "days": rule.duration.days, "since": str(rule.since)}
                for rule in one.kept
            ],
            "retention_note": str(one.retention_note),
        }
        for one in declared_processing()
    ]


def register_as_text() -> str:
    """Returns the register in Markdown, in the active language."""
    return "\n".join(_section(one) for one in declared_processing())


def _section(one: Processing) -> str:
    lines = [
        f"## {one.title}",
        "",
        f"- {_('Pourquoi')} : {one.purpose}",
        f"- {_('Ce qui le permet')} : {one.basis.label}",
        f"- {_('Qui est concerné')} : {one.people}",
        f"- {_('Ce qui est écrit')} : {one.data}",
        f"- {_('Qui le voit')} : {one.seen_by}",
        f"- {_('Gardé')} : {' ; '.join(retention_sentences(one))}",
        f"- {_('Tables')} : {', '.join(one.models)}",
        "",
    ]
    return "\n".join(lines)
