"""Examples of the mails of `bocage.outreach.editorial.mails`."""

from bocage.outreach.editorial.mails import PageProposed, ProposalAnswered
from tests.mail_examples.registry import example_of


@example_of(PageProposed)
def page_proposed(mail):
    return mail(
        title="Le club ouvre ses rencontres",
        proposed_by="Thomas Royer",
        path="/redaction/pages/12/edit/",
    )


@example_of(ProposalAnswered)
def proposal_answered(mail):
    return mail(
        title="Le club ouvre ses rencontres",
        is_published=False,
        path="/redaction/pages/12/edit/",
        words="Dites aussi à quelle heure.",
    )
