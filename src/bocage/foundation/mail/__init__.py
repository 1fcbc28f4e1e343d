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
    StopAddresses,
    channel_named,
    channels,
    declare_channel,
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
from bocage.foundation.mail.stopping import offer_to_stop

__all__ = [
    "NOWHERE",
    "Attachment",
    "Channel",
    "Mail",
    "RenderedMail",
    "StopAddresses",
    "can_receive",
    "channel_named",
    "channels",
    "consult_preferences",
    "declare_channel",
    "mail_class",
    "mails_together",
    "offer_to_stop",
    "page_url",
    "registered_mails",
    "render_mail",
    "render_subject",
    "send_mail",
    "sender_address",
    "server_gives_sender",
    "server_sender",
    "without_mails",
]
