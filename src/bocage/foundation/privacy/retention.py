"""Nightly enforcement of the retention rules, with a dry run."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog
from django.db import connection, transaction
from django.utils import timezone

from bocage.foundation.models import RetentionRun
from bocage.foundation.privacy.processing import Retention, declared_processing

RUN_RETENTION = timedelta(days=400)
TOUCHED = """
SELECT relname, n_tup_del, n_tup_upd FROM pg_stat_xact_user_tables
WHERE n_tup_del > 0 OR n_tup_upd > 0
"""
"""Query of the rows that the current transaction has deleted and updated so far (PostgreSQL, 27.2).
"""

Touched = dict[str, tuple[int, int]]
"""Rows deleted and updated, by table."""

logger = structlog.get_logger("bocage.privacy")


@dataclass(frozen=True, kw_only=True)
class Forgotten:
    """Result of one retention rule, applied or tried: numbers of rows deleted and changed, by
    table.
    """

    rule: str
    deleted: dict[str, int] = field(default_factory=dict)
    changed: dict[str, int] = field(default_factory=dict)
    error: str = ""

    @property
    def is_nothing(self) -> bool:
        return not self.deleted and not self.changed and not self.error


def retention_rules() -> list[Retention]:
    """Lists the rules that a night applies, by name. Rules that share a function are applied
    together, under the name of the first that is declared.
    """
    rules: dict[Callable[[], object], Retention] = {}
    for processing in declared_processing():
        for rule in processing.retention:
            rules.setdefault(rule.forget, rule)
    return sorted(rules.values(), key=lambda rule: rule.name)


def forget_by_night(*, now: datetime | None = None) -> list[Forgotten]:
    """Applies every rule, each independently, and records the results.

    A rule that fails does not stop the others.
    """
    ran_at = now or timezone.now()
    RetentionRun.objects.filter(ran_at__lt=ran_at - RUN_RETENTION).delete()
    return [_apply_and_note(rule, ran_at) for rule in retention_rules()]


def try_rules() -> list[Forgotten]:
    """Returns the rows that each rule would delete or change now; each is rolled back."""
    return [_tried(rule) for rule in retention_rules()]


def _apply_and_note(rule: Retention, ran_at: datetime) -> Forgotten:
    try:
        with transaction.atomic():
            forgotten = _forget_and_count(rule)
    except Exception as error:
        logger.exception("retention rule failed", rule=rule.name)
        forgotten = Forgotten(rule=rule.name, error=f"{type(error).__name__}: {error}")
    RetentionRun.objects.update_or_create(
        rule=rule.name,
        ran_at=ran_at,
        defaults={
            "deleted": forgotten.deleted,
            "changed": forgotten.changed,
            "error": forgotten.error,
        },
    )
    return forgotten


def _tried(rule: Retention) -> Forgotten:
    with transaction.atomic():
        forgotten = _forget_and_count(rule)
        transaction.set_rollback(True)
    return forgotten


def _forget_and_count(rule: Retention) -> Forgotten:
    before = _touched()
    rule.forget()
    after = _touched()
    return Forgotten(
        rule=rule.name,
        deleted=_risen(before, after, index=0),
        changed=_risen(before, after, index=1),
    )


def _risen(before: Touched, after: Touched, *, index: int) -> dict[str, int]:
    rises = {name: row[index] - before.get(name, (0, 0))[index] for name, row in after.items()}
    return {name: rise for name, rise in sorted(rises.items()) if rise}


def _touched() -> Touched:
    with connection.cursor() as cursor:
        cursor.execute(TOUCHED)
        return {name: (deleted, changed) for name, deleted, changed in cursor.fetchall()}
