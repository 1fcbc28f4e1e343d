"""Who is written to when communes are proposed."""

from __future__ import annotations

from collections.abc import Sequence

from bocage.foundation.mail import send_mail
from bocage.foundation.mail.incoming import reply_address
from bocage.welcome.mails.commune_proposals import CommunesProposed, ProposedCommune
from bocage.welcome.message_notices import THREAD, adults_of
from bocage.welcome.models import CommuneProposal, ProjectMessage


def propose(message: ProjectMessage, proposals: Sequence[CommuneProposal], words: str) -> None:
    """Brings the communes to each adult, with a yes and a no for each; what they answer by mail
    comes into the thread.
    """
    communes = tuple(
        ProposedCommune(proposal_id=one.pk, name=one.commune.name, reason=one.reason)
        for one in proposals
    )
    for person in adults_of(message.project):
        mail = CommunesProposed(
            person_id=person.pk,
            author=str(message.author or ""),
            words=words.strip(),
            communes=communes,
        )
        send_mail(
            mail,
            to=person.email,
            language=person.language,
            person=person,
            reply_to=reply_address(THREAD, message.project.pk),
        )
