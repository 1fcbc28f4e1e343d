"""A small IMAP server that speaks the protocol over a socket, for a mailbox of a few mails."""

import re
import socketserver
from contextlib import ExitStack

from tests.servers.local_server import listening


class ImapServer:
    """`with ImapServer([raw, …]) as server:` listens on `server.port`; `server.seen` are the
    numbers of the mails that were marked as read.
    """

    def __init__(self, mails, key="mot de passe"):
        self.mails, self.key, self.seen = mails, key, set()
        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), _handler_of(self))
        self._server.daemon_threads = True

    @property
    def port(self):
        return self._server.server_address[1]

    def __enter__(self):
        self._until_the_end = ExitStack()
        self._until_the_end.enter_context(listening(self._server))
        return self

    def __exit__(self, *_failure):
        self._until_the_end.close()


def _handler_of(mailbox):
    class Handler(socketserver.StreamRequestHandler):
        def handle(self):
            self._say(b"* OK small server")
            for line in self.rfile:
                tag, _space, command = line.strip().partition(b" ")
                if not self._answer(tag, command.decode()):
                    return

        def _say(self, line):
            self.wfile.write(line + b"\r\n")

        def _answer(self, tag, command):
            name = command.split(" ")[0].upper()
            if name == "LOGIN":
                is_right = f'"{mailbox.key}"' in command
                self._say(tag + (b" OK in" if is_right else b" NO wrong password"))
                return True
            if name == "LOGOUT":
                self._say(b"* BYE")
                self._say(tag + b" OK out")
                return False
            if name == "CAPABILITY":
                self._say(b"* CAPABILITY IMAP4rev1")
            elif name == "SELECT":
                if '"INBOX"' not in command:
                    self._say(tag + b" NO no such folder")
                    return True
                self._say(b"* %d EXISTS" % len(mailbox.mails))
            elif name == "UID":
                self._uid(command[4:])
            self._say(tag + b" OK done")
            return True

        def _uid(self, command):
            if command.startswith("SEARCH"):
                unread = [str(uid) for uid in self._uids() if uid not in mailbox.seen]
                self._say(f"* SEARCH {' '.join(unread)}".encode())
            elif match := re.match(r"FETCH (\d+) \(BODY.PEEK\[\]<0\.(\d+)>\)", command):
                raw = mailbox.mails[int(match[1]) - 1][: int(match[2])]
                self._say(
                    b"* %b FETCH (UID %b BODY[]<0> {%d}"
                    % (match[1].encode(), match[1].encode(), len(raw))
                )
                self.wfile.write(raw)
                self._say(b")")
            elif match := re.match(r"STORE (\d+) \+FLAGS \(\\Seen\)", command):
                mailbox.seen.add(int(match[1]))

        @staticmethod
        def _uids():
            return range(1, len(mailbox.mails) + 1)

    return Handler
