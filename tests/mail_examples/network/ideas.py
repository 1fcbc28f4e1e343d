"""Examples of the mails of `bocage.network.ideas.mails`."""

from bocage.network.ideas.mails import IdeaMail
from tests.mail_examples.registry import example_of

EXAMPLE = "01938a4e-7c00-7000-8000-000000000073"


@example_of(IdeaMail)
def idea_mail(mail):
    return mail(
        idea_id=EXAMPLE,
        title="Un covoiturage du lundi vers la gare",
        words="Nous en parlons avec la communauté de communes.",
    )
