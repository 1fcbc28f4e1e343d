"""Examples of the mails of `bocage.network.help_board.mails`."""

from datetime import date
from uuid import UUID

from bocage.network.help_board.mails import (
    AnswerPassedOn,
    NoticeEnding,
    NoticeFacts,
    NoticeForYou,
    NoticeMail,
    NoticeReported,
    NoticesOfTheWeek,
)
from tests.mail_examples.registry import example_of

EXAMPLE = "01938a4e-7c00-7000-8000-000000000072"


def _example() -> NoticeFacts:
    return NoticeFacts(
        id=EXAMPLE,
        kind="ask",
        title="Une affiche pour la fête du village",
        author_name="Nadia Prigent",
        commune_name="Boitron",
        skills=["Graphiste"],
        ends_on=date(2026, 12, 18),
    )


@example_of(NoticeForYou)
def notice_for_you(mail):
    return mail(notice=_example(), text="Format A3, pour le 20 décembre.")


@example_of(NoticesOfTheWeek)
def notices_of_the_week(mail):
    return mail(notices=[_example()])


@example_of(NoticeMail)
def notice_mail(mail):
    return mail(
        notice_id=EXAMPLE,
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
        notice_id=EXAMPLE,
        notice_title="Une affiche pour la fête du village",
    )


@example_of(NoticeEnding)
def notice_ending(mail):
    return mail(
        notice_id=EXAMPLE,
        title="Une affiche pour la fête du village",
        ends_on=date(2026, 12, 18),
        until=date(2027, 1, 17),
    )


@example_of(NoticeReported)
def notice_reported(mail):
    return mail(title="Gagnez de l’argent chez vous", reason="C’est une publicité.")
