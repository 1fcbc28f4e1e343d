"""The pages of sequences of letters."""

from typing import Any

from django.utils import timezone

from bocage.outreach.models import Enrolment
from bocage.people.models import Person, Role
from bocage.workspaces.models import Place
from tests.outreach.factories import ConsentFactory, LetterFactory, SequenceFactory

PAGES: dict[str, list[str]] = {
    Role.COORDINATOR: [
        "sequence_list",
        "sequence_write",
        "sequence_detail",
        "sequence_change",
        "sequence_people",
        "letter_write",
        "letter_change",
        "letter_preview",
        "letter_preview?langue=en",
    ],
}
NO_PAGES = {
    "enrolment_leave": "answers a form",
    "letter_action": "answers a form",
    "letter_page": "the mail, in a frame of letter_preview",
    "prospect_answered": "answers a form",
    "prospect_enter": "answers a form",
    "sequence_action": "answers a form",
    "stop_letters": "leads a GET to signed_action, and answers the POST of a mail program",
}


def prepare(people: dict[str, Person], place: Place) -> dict[str, Any]:
    """Creates a running sequence of two letters, with an enrolled prospect and a pending one."""
    departement = place.commune.departement
    sequence = SequenceFactory(departement=departement, name="Télétravailleurs de Paris")
    letter = LetterFactory(
        sequence=sequence,
        rank=1,
        subject="Une maison, un bureau, un jardin",
        body="Bonjour {prenom|à vous},\n\n[[logement]]\n\n[[bureau]]\n\n[[sejour]]",
    )
    LetterFactory(sequence=sequence, rank=2, subject="Venez voir", status="draft", days_after=10)
    inside, _outside = (
        ConsentFactory(prospect__departement=departement).prospect for _number in range(2)
    )
    Enrolment.objects.create(
        sequence=sequence,
        prospect=inside,
        origin=Enrolment.Origin.CROWD,
        entered_at=timezone.now(),
        next_letter=letter,
        next_at=timezone.now(),
    )
    return {
        "sequence_detail.pk": sequence.pk,
        "sequence_change.pk": sequence.pk,
        "sequence_people.pk": sequence.pk,
        "letter_write.pk": sequence.pk,
        "letter_change.pk": letter.pk,
        "letter_preview.pk": letter.pk,
    }
