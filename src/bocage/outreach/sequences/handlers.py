"""Event handlers of letters: mails received in answer, addresses that no longer exist,
prospects."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from bocage.foundation.events import handles
from bocage.foundation.mail.incoming import Held, IncomingMail, Taken, incoming_mail
from bocage.foundation.mail.refused import AddressRefused
from bocage.outreach.prospects.hooks import (
    candidate_known,
    consent_withdrawn,
    prospect_erased,
    prospects_merged,
)
from bocage.outreach.sequences.operations.enrolment_ends import (
    empty_letters,
    end_for_candidate,
    end_without_consent,
    merge_enrolments,
)
from bocage.outreach.sequences.operations.letter_answers import take_answer
from bocage.outreach.sequences.operations.sendings import note_refused_address

consent_withdrawn.add(end_without_consent)
prospects_merged.add(merge_enrolments)
prospect_erased.add(empty_letters)
candidate_known.add(end_for_candidate)


@incoming_mail("letter")
def answer_to_a_letter(key: UUID, mail: IncomingMail) -> Taken | Held:
    """Handles a prospect's answer to a letter: stops their letters and forwards it to the team.
    Holds the mail if the prospect was erased.
    """
    sending = take_answer(sending_id=key, sender=mail.sender, words=mail.words)
    return Taken() if sending else Held(_("La fiche de cette personne a été effacée."))


@handles(AddressRefused)
def stop_letters_to_refused_address(event: AddressRefused) -> None:
    """Stops letters to an address that a mail server has refused."""
    note_refused_address(mail_id=event.mail_id)
