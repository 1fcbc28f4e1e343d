"""Examples of the mails of `bocage.network.help_board.mails`."""

from datetime import date
from uuid import UUID

from bocage.network.help_board.mails import (
    AnswerPassedOn,
    HelpPostEnding,
    HelpPostFacts,
    HelpPostForYou,
    HelpPostMail,
    HelpPostReported,
    HelpPostsOfTheWeek,
)
from tests.mail_examples.registry import example_of

EXAMPLE = "01938a4e-7c00-7000-8000-000000000072"


def _example() -> HelpPostFacts:
    return HelpPostFacts(
        id=EXAMPLE,
        kind="ask",
        title="Une affiche pour la fête du village",
        author_name="Nadia Prigent",
        commune_name="Boitron",
        skills=["Graphiste"],
        ends_on=date(2026, 12, 18),
    )


@example_of(HelpPostForYou)
def help_post_for_you(mail):
    return mail(help_post=_example(), text="Format A3, pour le 20 décembre.")


@example_of(HelpPostsOfTheWeek)
def notices_of_the_week(mail):
    return mail(help_posts=[_example()])


@example_of(HelpPostMail)
def help_post_mail(mail):
    return mail(
        help_post_id=EXAMPLE,
        title="Une affiche pour la fête du village",
        words="Je peux vous la faire pour jeudi.",
        name="Yann Auvray",
    )


@example_of(AnswerPassedOn)
def answer_passed_on(mail):
    return mail(
        conversation_id=UUID(EXAMPLE),
        author="Yann Auvray",
        words="Je peux vous la faire pour jeudi.",
        may_answer_by_mail=True,
        help_post_id=EXAMPLE,
        help_post_title="Une affiche pour la fête du village",
    )


@example_of(HelpPostEnding)
def help_post_ending(mail):
    return mail(
        help_post_id=EXAMPLE,
        title="Une affiche pour la fête du village",
        ends_on=date(2026, 12, 18),
        until=date(2027, 1, 17),
    )


@example_of(HelpPostReported)
def help_post_reported(mail):
    return mail(title="Gagnez de l’argent chez vous", reason="C’est une publicité.")
