"""The register as people and as programs read it."""

from typing import Any

from django.utils.translation import gettext as _

from bocage.foundation.formatting.durations import format_days
from bocage.foundation.privacy.processing import Processing, Retention, declared_processing


def retention_sentences(processing: Processing) -> list[str]:
    """Returns the retention of the data of a processing, a sentence for each rule."""
    sentences = [retention_sentence(rule) for rule in processing.retention]
    return [*sentences, str(processing.retention_note)] if processing.retention_note else sentences


def retention_sentence(rule: Retention) -> str:
    return _("%(duration)s %(since)s") % {
        "duration": format_days(rule.duration.days),
        "since": rule.since,
    }


def register_as_data() -> list[dict[str, Any]]:
    """Returns the register for programs. Retention is in days."""
    return [
        {
            "name": processing.name,
            "title": str(processing.title),
            "purpose": str(processing.purpose),
            "legal_basis": processing.basis.name.lower(),
            "protection": processing.level.value,
            "people": str(processing.people),
            "data": str(processing.data),
            "seen_by": str(processing.seen_by),
            "tables": list(processing.models),
            "kept": [
                {"rule": rule.name, "days": rule.duration.days, "since": str(rule.since)}
                for rule in processing.retention
            ],
            "retention_note": str(processing.retention_note),
        }
        for processing in declared_processing()
    ]


def register_as_text() -> str:
    """Returns the register in Markdown, in the active language."""
    return "\n".join(_section(processing) for processing in declared_processing())


def _section(processing: Processing) -> str:
    lines = [
        f"## {processing.title}",
        "",
        f"- {_('Pourquoi')} : {processing.purpose}",
        f"- {_('Ce qui le permet')} : {processing.basis.label}",
        f"- {_('Qui est concerné')} : {processing.people}",
        f"- {_('Ce qui est écrit')} : {processing.data}",
        f"- {_('Qui le voit')} : {processing.seen_by}",
        f"- {_('Gardé')} : {' ; '.join(retention_sentences(processing))}",
        f"- {_('Tables')} : {', '.join(processing.models)}",
        "",
    ]
    return "\n".join(lines)
