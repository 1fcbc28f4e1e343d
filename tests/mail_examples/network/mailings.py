"""Examples of the mails of `bocage.network.mailings.mails`."""

from datetime import date

from bocage.network.mailings.mails import (
    Announcement,
    Digest,
    DigestBlock,
    DigestDrafted,
    DigestLine,
)
from tests.mail_examples.registry import example_of

EXAMPLE = "01938a4e-7c00-7000-8000-000000000074"


@example_of(Announcement)
def announcement(mail):
    return mail(
        subject="La salle des Haies est ouverte",
        text="Bonjour à toutes et à tous,\n\nLa salle ouvre lundi.\n\nÀ bientôt !",
    )


@example_of(Digest)
def digest(mail):
    return mail(
        subject="décembre 2026",
        text="Un mois calme, et trois nouveaux membres.",
        blocks=[
            DigestBlock(
                name="members",
                lines=[
                    DigestLine(title="Nadia Prigent", detail="Graphiste", path="/club/"),
                ],
            )
        ],
    )


@example_of(DigestDrafted)
def digest_drafted(mail):
    return mail(
        mailing_id=EXAMPLE,
        subject="décembre 2026",
        leaves_on=date(2026, 12, 4),
    )
