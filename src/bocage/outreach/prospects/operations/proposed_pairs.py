"""Search for duplicates in the background: by day as records come, and at night.

A person decides about each pair (`prospect_merges`); decided pairs are not proposed again.
"""

from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from bocage.foundation.db.advisory_locks import try_advisory_lock
from bocage.outreach.prospects.keys import match_keys
from bocage.outreach.prospects.matching import PAIRS_OF_SOME
from bocage.outreach.prospects.models.proposed_pairs import ProposedPair, ProspectKeys

AT_ONCE = 500
MAX_AS_THEY_COME = 5_000
"""Maximum records processed per run in the daytime, so that a long list does not delay mails."""


def look_for_doubles(*, limit: int | None = None, now: datetime | None = None) -> int:
    """Reads the records that wait for it, `limit` of them at most, and proposes the pairs that may
    be one person.

    Only one worker does so at a time, so that no pair is missed; a second one returns at once. Each
    batch is one transaction. It is idempotent.

    Returns: how many records were read.
    """
    now = now or timezone.now()
    read = 0
    while limit is None or read < limit:
        with transaction.atomic():
            some = _read_some(now)
        read += some
        if some < AT_ONCE:
            break
    return read


def delete_resolved_pairs() -> int:
    """Deletes the pairs that were decided, or of which a record was erased or merged. Returns their
    number.
    """
    to_decide = ProposedPair.objects.to_decide().values("pk")
    return ProposedPair.objects.exclude(pk__in=to_decide).delete()[0]


def _read_some(now: datetime) -> int:
    if not try_advisory_lock("outreach.doubles"):
        return 0
    waiting = list(
        ProspectKeys.objects.select_for_update(of=("self",))
        .filter(read_at=None)
        .select_related("prospect")
        .only("prospect__name", "prospect__phone", "prospect__email")
        .order_by("prospect")[:AT_ONCE]
    )
    if waiting:
        _store_keys(waiting, now)
        _propose([row.prospect_id for row in waiting], now)
    return len(waiting)


def _store_keys(rows: list[ProspectKeys], now: datetime) -> None:
    """Stores the match keys in one statement; space-separated, since no key contains a space."""
    prospects = [row.prospect for row in rows]
    keys = [
        " ".join(match_keys(prospect.name, prospect.phone, prospect.email))
        for prospect in prospects
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE outreach_prospectkeys AS prospect_keys
            SET keys = array_remove(string_to_array(computed.keys, ' '), ''), read_at = %(now)s
            FROM unnest(%(ids)s::uuid[], %(keys)s::text[]) AS computed (id, keys)
            WHERE prospect_keys.prospect_id = computed.id
            """,
            {"ids": [prospect.pk for prospect in prospects], "keys": keys, "now": now},
        )


def _propose(prospects: list[UUID], now: datetime) -> None:
    ProposedPair.objects.filter(Q(first__in=prospects) | Q(second__in=prospects)).delete()
    with connection.cursor() as cursor:
        cursor.execute(PAIRS_OF_SOME, {"ids": prospects, "now": now})
