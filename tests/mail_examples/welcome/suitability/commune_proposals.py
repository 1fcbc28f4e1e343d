"""Examples of the mails of `bocage.welcome.suitability.mails`."""

from uuid import UUID

from bocage.welcome.suitability.mails import CommunesProposed, ProposedCommune
from tests.mail_examples.registry import example_of

EXAMPLE_PERSON = UUID("0199b7a4-0000-7000-8000-0000000000c1")

EXAMPLE_PROPOSAL = UUID("0199b7a4-0000-7000-8000-0000000000c2")


@example_of(CommunesProposed)
def communes_proposed(mail):
    return mail(
        person_id=EXAMPLE_PERSON,
        author="Anne Lemoine",
        words="Voici deux villages qui ressemblent à ce que vous décrivez.",
        communes=(
            ProposedCommune(
                proposal_id=EXAMPLE_PROPOSAL,
                name="Boitron",
                reason="une école, la fibre, et un bureau partagé sur place",
            ),
            ProposedCommune(
                proposal_id=EXAMPLE_PROPOSAL,
                name="Essay",
                reason="une crèche, et la gare à dix minutes",
            ),
        ),
    )
