"""Results of a sequence: by enrolment, and letter by letter.

Sent letters have left; refused ones were rejected by a server, at once or later. Clicks are visits
to pages of this site. Candidates and settled households count if they were enrolled before.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.db import connection

from bocage.outreach.sequences.models.sequences import Sequence

BY_LETTER = """
SELECT letter.sequence_id, letter.id,
       count(*) FILTER (WHERE sending.state = 'queued'),
       count(*) FILTER (WHERE sending.state = 'sent'),
       count(*) FILTER (WHERE sending.clicked_at IS NOT NULL),
       count(*) FILTER (WHERE sending.answered_at IS NOT NULL),
       count(*) FILTER (WHERE sending.state = 'refused'
                           OR sending.state = 'sent' AND mail.state = 'failed'),
       count(*) FILTER (WHERE sending.state = 'skipped')
FROM outreach_letter letter
JOIN outreach_sending sending ON sending.letter_id = letter.id
LEFT JOIN foundation_outgoingmail mail
       ON mail.id = sending.mail_id AND mail.state = 'failed'
WHERE letter.sequence_id = ANY(%s)
GROUP BY letter.sequence_id, letter.id
"""

BY_SEQUENCE = """
SELECT enrolment.sequence_id,
       count(*),
       count(*) FILTER (WHERE enrolment.ended_at IS NULL),
       count(*) FILTER (WHERE enrolment.end_reason = 'answered'),
       count(*) FILTER (WHERE project.sent_at >= enrolment.entered_at),
       count(*) FILTER (WHERE project.sent_at >= enrolment.entered_at
                          AND project.stage IN ('settled', 'rooted')),
       count(*) FILTER (WHERE enrolment.end_reason IN ('unsubscribed', 'no_consent')),
       count(*) FILTER (WHERE EXISTS (
           SELECT 1 FROM outreach_sending sending
           WHERE sending.enrolment_id = enrolment.id AND sending.clicked_at IS NOT NULL))
FROM outreach_enrolment enrolment
JOIN outreach_prospect prospect ON prospect.id = enrolment.prospect_id
LEFT JOIN welcome_settlementproject project ON project.id = prospect.project_id
WHERE enrolment.sequence_id = ANY(%s)
GROUP BY enrolment.sequence_id
"""


@dataclass(frozen=True)
class LetterResults:
    """Results of one letter."""

    queued: int = 0
    sent: int = 0
    clicked: int = 0
    answered: int = 0
    refused: int = 0
    skipped: int = 0


@dataclass(frozen=True)
class SequenceResults:
    """Results of a sequence among those who entered it."""

    entered: int = 0
    going_on: int = 0
    answered: int = 0
    candidates: int = 0
    settled: int = 0
    unsubscribed: int = 0
    clicked: int = 0
    letters: dict[UUID, LetterResults] = field(default_factory=dict)

    @property
    def sent(self) -> int:
        return sum(letter.sent for letter in self.letters.values())

    @property
    def queued(self) -> int:
        return sum(letter.queued for letter in self.letters.values())


def results_of(sequences: Iterable[Sequence]) -> dict[UUID, SequenceResults]:
    """Returns the results of sequences by identifier: two queries in all."""
    keys = [sequence.pk for sequence in sequences]
    letters: dict[UUID, dict[UUID, LetterResults]] = {key: {} for key in keys}
    with connection.cursor() as cursor:
        cursor.execute(BY_LETTER, [keys])
        for sequence, letter, *counts in cursor.fetchall():
            letters[sequence][letter] = LetterResults(*counts)
        cursor.execute(BY_SEQUENCE, [keys])
        step_counts = {sequence: counts for sequence, *counts in cursor.fetchall()}
    return {
        key: replace(SequenceResults(*step_counts.get(key, ())), letters=letters[key])
        for key in keys
    }
