"""Rendering of a mailing as a mail, shared by preview, test and sending."""

from bocage.network.mailings.mails import (
    ANNOUNCEMENTS,
    DIGESTS,
    Announcement,
    Digest,
    DigestBlock,
    DigestLine,
    MailingMail,
)
from bocage.network.mailings.models import Mailing


def channel_of(mailing: Mailing) -> str:
    """Returns the notification channel of a mailing, which people can turn off."""
    return DIGESTS if mailing.is_digest else ANNOUNCEMENTS


def mail_of(mailing: Mailing) -> MailingMail:
    """Returns the mail that all recipients of a mailing receive."""
    if not mailing.is_digest:
        return Announcement(subject=mailing.subject, text=mailing.text)
    blocks = [
        DigestBlock(
            name=section["name"],
            given_title=section["title"],
            lines=[
                DigestLine(title=item["title"], detail=item["detail"], path=item["path"])
                for item in section["items"]
                if item["is_included"]
            ],
        )
        for section in mailing.sections
        if section["is_included"]
    ]
    return Digest(
        subject=mailing.subject,
        text=mailing.text,
        blocks=[block for block in blocks if block.lines],
    )


def has_content(mailing: Mailing) -> bool:
    """Checks whether a mailing has any content: a text, or the sections of a digest."""
    mail = mail_of(mailing)
    return bool(mail.text.strip() or (isinstance(mail, Digest) and mail.blocks))
