"""Local mail server that accepts, postpones or rejects as set."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Event
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from pytest_django import Settings


@dataclass
class PostOffice:
    """Next responses of the server, and received mails."""

    recipient_answers: list[str] = field(default_factory=list)
    data_answers: list[str] = field(default_factory=list)
    messages: list[EmailMessage] = field(default_factory=list)
    sessions: set[int] = field(default_factory=set)
    """The connections over which it took something."""
    contacted: Event = field(default_factory=Event)
    may_answer: Event = field(default_factory=Event)

    async def handle_RCPT(  # noqa: N802 (the name that aiosmtpd calls)
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Any
    ) -> str:
        envelope.rcpt_tos.append(address)
        return self.recipient_answers.pop(0) if self.recipient_answers else "250 OK"

    async def handle_DATA(  # noqa: N802 - as above
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        self.contacted.set()
        await server.loop.run_in_executor(None, self.may_answer.wait, 10)
        answer = self.data_answers.pop(0) if self.data_answers else "250 OK"
        if answer.startswith("250"):
            content = envelope.original_content or b""
            self.sessions.add(id(session))
            self.messages.append(message_from_bytes(content, policy=policy.default))
        return answer


@contextmanager
def open_post_office(settings: Settings) -> Iterator[PostOffice]:
    """The instance hands its mails over to such a server within the block."""
    office = PostOffice()
    office.may_answer.set()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(office, hostname="127.0.0.1", port=port)
    controller.start()
    update = {"email_url": f"smtp+plain://127.0.0.1:{port}"}
    settings.BOCAGE = settings.BOCAGE.model_copy(update=update)
    try:
        yield office
    finally:
        office.may_answer.set()
        controller.stop()
