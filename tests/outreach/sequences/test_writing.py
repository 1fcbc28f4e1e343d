"""Sequences: who writes and launches them, and what is refused."""

from datetime import UTC, datetime, timedelta

import pytest

from bocage.foundation.errors import NotAllowed
from bocage.outreach.models import (
    Enrolment,
    Letter,
    Sending,
    Sequence,
)
from bocage.outreach.sequences.errors import (
    LetterIncomplete,
    NobodyChosen,
    NoLetterReady,
    SequenceEnded,
    SequenceNameTaken,
    SequenceNotNamed,
)
from bocage.outreach.sequences.operations.letters import (
    LetterWords,
    make_letter_ready,
    write_letter,
)
from bocage.outreach.sequences.operations.sequences import (
    SequenceTerms,
    change_sequence,
    end_sequence,
    start_sequence,
    write_sequence,
)
from bocage.people.models import Person
from bocage.territory.models import Departement
from tests.outreach.coordination import coordinator_of
from tests.outreach.factories import (
    CampaignFactory,
)
from tests.people.factories import PersonFactory
from tests.territory.factories import DepartementFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 26, 10, 30, tzinfo=UTC)
"""A Thursday morning: letters leave."""
DAY = timedelta(days=1)
State, EndReason, Reason = Sending.State, Enrolment.EndReason, Sending.Reason


@pytest.fixture
def by(departement: Departement) -> Person:
    return coordinator_of(departement)


def test_a_sequence_is_written_and_launched_by_who_coordinates(by, departement) -> None:
    terms = SequenceTerms(name="  Paris ", entry="everybody")
    sequence = write_sequence(by=by, departement=departement, terms=terms, now=NOW)
    assert sequence.name == "Paris"
    with pytest.raises(SequenceNameTaken):
        write_sequence(by=by, departement=departement, terms=SequenceTerms(name="PARIS"))
    with pytest.raises(SequenceNotNamed):
        write_sequence(by=by, departement=departement, terms=SequenceTerms(name=" "))
    with pytest.raises(NobodyChosen):
        write_sequence(
            by=by, departement=departement, terms=SequenceTerms(name="X", entry="segment")
        )
    campaign_of_sarthe = CampaignFactory(departement=DepartementFactory(sarthe=True))
    with pytest.raises(NobodyChosen):
        write_sequence(
            by=by,
            departement=departement,
            terms=SequenceTerms(name="X", entry="campaign", campaign=campaign_of_sarthe),
        )
    with pytest.raises(NotAllowed):
        write_sequence(by=PersonFactory(), departement=departement, terms=terms)
    with pytest.raises(NoLetterReady):
        start_sequence(by=by, sequence=sequence)
    letter = write_letter(
        by=by, sequence=sequence, words=LetterWords(days_after=0, subject="A", body="B")
    )
    make_letter_ready(by=by, letter=letter)
    started = start_sequence(by=by, sequence=sequence, now=NOW)
    assert (started.status, started.started_at) == (Sequence.Status.RUNNING, NOW)
    change_sequence(by=by, sequence=sequence, terms=SequenceTerms(name="Paris", language="both"))
    letter.refresh_from_db()
    assert letter.status == Letter.Status.DRAFT
    with pytest.raises(LetterIncomplete):
        make_letter_ready(by=by, letter=letter)
    end_sequence(by=by, sequence=sequence, now=NOW)
    assert end_sequence(by=by, sequence=sequence, now=NOW).pk == sequence.pk
    with pytest.raises(SequenceEnded):
        start_sequence(by=by, sequence=sequence)
