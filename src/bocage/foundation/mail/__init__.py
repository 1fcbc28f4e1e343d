"""Mail: a room declares each message as facts and a body, and sends it in one line.

    @dataclass(frozen=True, kw_only=True)
    class MeetingCalledOff(BodyMail):
        channel: ClassVar[str] = "meetings"
        place_name: str

        def body(self) -> MailBody: ...

    send_mail(MeetingCalledOff(place_name="Boitron"), to="ada@bocage.example", language="fr")

Sending is two inserts in the current transaction; rendering and delivery happen in the worker.
"""

from bocage.foundation.mail.addresses import (
    NOWHERE,
    can_receive,
    page_url,
    sender_address,
    server_gives_sender,
    server_sender,
)
from bocage.foundation.mail.messages import (
    Attachment,
    Channel,
    Mail,
    UnsubscribeLinks,
    channels,
    declare_channel,
    find_channel,
    mail_class,
    registered_mails,
)
from bocage.foundation.mail.rendering import RenderedMail, render_mail, render_subject
from bocage.foundation.mail.sending import (
    consult_preferences,
    mails_together,
    send_mail,
    without_mails,
)
from bocage.foundation.mail.unsubscribing import register_unsubscribe_links

__all__ = [
    "NOWHERE",
    "Attachment",
    "Channel",
    "Mail",
    "RenderedMail",
    "UnsubscribeLinks",
    "can_receive",
    "channels",
    "consult_preferences",
    "declare_channel",
    "find_channel",
    "mail_class",
    "mails_together",
    "page_url",
    "register_unsubscribe_links",
    "registered_mails",
    "render_mail",
    "render_subject",
    "send_mail",
    "sender_address",
    "server_gives_sender",
    "server_sender",
    "without_mails",
]
