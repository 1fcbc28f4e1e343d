"""Examples of the mails of `bocage.welcome.projects.mails.messages`."""

from uuid import UUID

from bocage.welcome.projects.mails.messages import WordsForHousehold, WordsForTeam
from tests.mail_examples.registry import example_of

EXAMPLE_PROJECT = UUID("0199b7a4-0000-7000-8000-000000000050")


@example_of(WordsForHousehold)
def words_for_household(mail):
    return mail(
        author="Anne Lemoine",
        phone="02 33 81 00 00",
        words="Merci pour votre message !\n\nIl y a deux places à l’école d’Essay.",
        may_answer_by_mail=True,
    )


@example_of(WordsForTeam)
def words_for_team(mail):
    return mail(
        project_id=EXAMPLE_PROJECT,
        household="Famille Marchand",
        author="Camille Marchand",
        words="Y a-t-il une place à la crèche d’Essay ?",
        left_out="maison.jpg (4 Mo)",
    )
