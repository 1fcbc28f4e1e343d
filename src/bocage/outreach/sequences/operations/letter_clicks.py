"""Visits that come from a letter: counted on this site only, by the code in the address.

Letters contain no open tracker, and links to other sites are never redirected through this one.
"""

import re
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from bocage.foundation.db.row_locks import lock_row, lock_rows
from bocage.outreach.prospects.models.prospects import Prospect, Touch
from bocage.outreach.prospects.operations.prospects import surviving_record
from bocage.outreach.sequences.models.sendings import Sending
from bocage.outreach.sequences.operations.sendings import CODE_LENGTH

OF_A_LETTER = re.compile(rf"[a-z2-9]{{{CODE_LENGTH}}}")


def count_letter_visit(*, code: str, now: datetime | None = None) -> bool:
    """Counts one visit from a letter; the first one is also a touch of its prospect. Concurrent
    visits are all counted, and the touch is written once.

    Returns: True if the code is that of a letter.
    """
    if not OF_A_LETTER.fullmatch(code):
        return False
    now = now or timezone.now()
    with transaction.atomic():
        sendings = Sending.objects.select_related("enrolment__prospect", "enrolment__sequence")
        visited = sendings.filter(code=code).first()
        if visited is None:
            return False
        # Lock order used everywhere: the prospect first, then their letter.
        prospect = lock_row(surviving_record(visited.enrolment.prospect))
        sending = lock_rows(sendings).get(pk=visited.pk)
        Sending.objects.filter(pk=sending.pk).update(
            clicks=F("clicks") + 1, clicked_at=sending.clicked_at or now
        )
        if sending.clicked_at is None and prospect.erased_at is None:
            _touch(sending, prospect, now)
    return True


def _touch(sending: Sending, prospect: Prospect, now: datetime) -> None:
    Touch.objects.create(
        prospect=prospect,
        campaign_id=sending.enrolment.sequence.campaign_id,
        kind=Touch.Kind.LETTER,
        at=now,
        note=sending.subject[:400],
    )
    prospect.last_touch_at = max(prospect.last_touch_at, now)
    prospect.save(update_fields=["last_touch_at"])
