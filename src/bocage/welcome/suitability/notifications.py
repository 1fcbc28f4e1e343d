"""Notification of the communes proposed to a household."""

from collections.abc import Sequence

from bocage.welcome.projects.models.messages import ProjectMessage
from bocage.welcome.projects.notifications.messages import adults_of, send_to_adult
from bocage.welcome.suitability.mails import CommunesProposed, ProposedCommune
from bocage.welcome.suitability.models.commune_proposals import CommuneProposal


def propose(message: ProjectMessage, proposals: Sequence[CommuneProposal], words: str) -> None:
    """Sends the proposed communes to each adult, with a yes and a no for each; replies by mail go
    into the thread.
    """
    communes = tuple(
        ProposedCommune(proposal_id=proposal.pk, name=proposal.commune.name, reason=proposal.reason)
        for proposal in proposals
    )
    for person in adults_of(message.project):
        mail = CommunesProposed(
            person_id=person.pk,
            author=str(message.author or ""),
            words=words.strip(),
            communes=communes,
        )
        send_to_adult(message.project, person, mail)
