"""The mail server of a drill, which can be away, refuse, or be slow."""

from __future__ import annotations

from contextlib import ExitStack

from bench.harness.smtp_server import taking_mails


class MailServer:
    """A mail server of this machine that takes every message, until something is wrong with it."""

    def __init__(self) -> None:
        self._running = ExitStack()
        self.taken = self._running.enter_context(taking_mails())

    def take_away(self) -> None:
        self._running.close()

    def bring_back(self) -> None:
        self._running.enter_context(taking_mails(self.taken))

    def refuse(self) -> None:
        """Answers each message that it may come again later, as a full one does."""
        self.taken.refusal = b"451 4.3.0 come again later"

    def slow_down(self, seconds: float) -> None:
        """Sets the delay of each answer, of which a message has about six."""
        self.taken.slowness_s = seconds

    def talks(self) -> int:
        """Returns the number of mails being received now."""
        return len(self.taken.talking)

    def be_well(self) -> None:
        self.taken.refusal, self.taken.slowness_s = b"", 0.0
