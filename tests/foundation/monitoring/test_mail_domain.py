"""`bocage doctor --mail`: DNS records of a sending domain, from a real server on loopback."""

import base64
import socket
import threading
from collections.abc import Iterator
from io import StringIO

import dns.flags
import dns.message
import dns.rcode
import dns.rdataclass
import dns.rdatatype
import dns.rrset
import pytest
from django.core.management import call_command
from django.utils import translation

from bocage.foundation.monitoring.doctor import Verdict
from bocage.foundation.monitoring.mail_domain import MailDomain, examine_mail_domain

LONG_KEY = base64.b64encode(bytes(294)).decode()
DOMAIN = "bocage.example."
GOOD = {
    (DOMAIN, "MX"): ["20 second.bocage.example.", "10 courrier.bocage.example."],
    (DOMAIN, "TXT"): ['"autre=chose"', '"v=spf1 include:envoi.example ~all"'],
    (f"s1._domainkey.{DOMAIN}", "TXT"): [
        f'"v=DKIM1; k=rsa; " "p={LONG_KEY[:200]}" "{LONG_KEY[200:]}"'
    ],
    (f"_dmarc.{DOMAIN}", "TXT"): ['"v=DMARC1; p=quarantine; sp=none"'],
}
Zone = dict[tuple[str, str], list[str]]


class NameServer:
    """A server of names that speaks UDP, with the records that a test gives it."""

    def __init__(self) -> None:
        self.zone: Zone = {}
        self.refuses = False
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self._socket.settimeout(0.1)
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self._socket.getsockname()[1]}"

    def _serve(self) -> None:
        while not self._stopped.is_set():
            try:
                packet, client = self._socket.recvfrom(4096)
            except TimeoutError:
                continue
            self._socket.sendto(self._answer(packet), client)

    def _answer(self, packet: bytes) -> bytes:
        question = dns.message.from_wire(packet)
        answer = dns.message.make_response(question)
        answer.flags |= dns.flags.RA
        query = question.question[0]
        name, kind = query.name.to_text(), dns.rdatatype.to_text(query.rdtype)
        if self.refuses:
            answer.set_rcode(dns.rcode.REFUSED)
        elif records := self.zone.get((name, kind)):
            answer.answer.append(dns.rrset.from_text(name, 60, "IN", kind, *records))
        elif not any(zone_name.endswith(name) for zone_name, _kind in self.zone):
            answer.set_rcode(dns.rcode.NXDOMAIN)
        return answer.to_wire(max_size=4096)

    def stop(self) -> None:
        self._stopped.set()
        self._thread.join()
        self._socket.close()


@pytest.fixture
def server() -> Iterator[NameServer]:
    server = NameServer()
    server.zone = dict(GOOD)
    with translation.override("fr", deactivate=True):
        yield server
    server.stop()


def examine(server: NameServer, **options: str) -> list[tuple[Verdict, str]]:
    values = {"domain": "bocage.example", "selector": "s1", "resolver": server.address, **options}
    return [
        (finding.verdict, finding.sentence.replace("\u00a0", " "))
        for finding in examine_mail_domain(MailDomain(**values))
    ]


def finding_of(kind: str, findings: list[tuple[Verdict, str]]) -> tuple[Verdict, str]:
    return next(finding for finding in findings if finding[1].startswith(kind))


def test_a_domain_in_order_has_four_good_words(server: NameServer) -> None:
    findings = examine(server)
    assert [verdict for verdict, _sentence in findings] == [Verdict.WELL] * 4
    assert finding_of("MX", findings)[1].endswith("courrier.bocage.example.")


@pytest.mark.parametrize(
    ("records", "kind", "verdict", "words"),
    [
        ({(DOMAIN, "MX"): []}, "MX", Verdict.WRONG, "MX 10"),
        ({(DOMAIN, "MX"): ["0 ."]}, "MX", Verdict.WRONG, "aucun courriel"),
        ({(DOMAIN, "TXT"): ['"rien"']}, "SPF", Verdict.WRONG, "v=spf1 include:"),
        ({(DOMAIN, "TXT"): ['"v=spf1 -all"', '"v=spf1 ~all"']}, "SPF", Verdict.WRONG, "plusieurs"),
        ({(DOMAIN, "TXT"): ['"v=spf1 redirect=x.example"']}, "SPF", Verdict.WELL, "redirect"),
        ({(f"s1._domainkey.{DOMAIN}", "TXT"): []}, "DKIM", Verdict.WRONG, "v=DKIM1"),
        ({(f"s1._domainkey.{DOMAIN}", "TXT"): ['"p="']}, "DKIM", Verdict.WRONG, "retirée"),
        ({(f"_dmarc.{DOMAIN}", "TXT"): []}, "DMARC", Verdict.WRONG, "v=DMARC1; p=quarantine"),
    ],
)
def test_each_lack_is_shown_with_what_to_publish(
    server: NameServer, records: Zone, kind: str, verdict: Verdict, words: str
) -> None:
    server.zone |= records
    finding = finding_of(kind, examine(server))
    assert finding[0] is verdict
    assert words in finding[1]


def test_a_domain_below_follows_the_dmarc_of_the_one_above(server: NameServer) -> None:
    server.zone[("lettres.bocage.example.", "MX")] = ["10 courrier.bocage.example."]
    findings = examine(server, domain="lettres.bocage.example")
    assert finding_of("DMARC", findings)[0] is Verdict.WELL


def test_without_a_selector_dkim_is_not_guessed(server: NameServer) -> None:
    assert finding_of("DKIM", examine(server, selector=""))[0] is Verdict.DOUBTFUL


def test_another_sender_is_doubtful(server: NameServer) -> None:
    findings = examine(server, sender="Bocage <bonjour@ailleurs.example>")
    assert findings[0][0] is Verdict.DOUBTFUL
    assert "ailleurs.example" in findings[0][1]


@pytest.mark.parametrize(
    "domain", ["", ".", "seul", "a..b.example", "x" * 300 + ".example", "é" * 70 + ".fr"]
)
def test_malformed_domain_is_wrong(server: NameServer, domain: str) -> None:
    assert [verdict for verdict, _sentence in examine(server, domain=domain)] == [Verdict.WRONG]


def test_a_domain_that_does_not_exist_is_wrong(server: NameServer) -> None:
    [(verdict, sentence)] = examine(server, domain="absent.example")
    assert verdict is Verdict.WRONG
    assert "n’existe pas" in sentence


def test_names_that_cannot_be_asked_are_shown_in_one_sentence(
    server: NameServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.refuses = True
    for resolver in (server.address, "pas-une-adresse"):
        [(verdict, sentence)] = examine(server, resolver=resolver)
        assert verdict is Verdict.DOUBTFUL
        assert "--resolver" in sentence


def test_the_command_tells_it_and_fails_where_something_is_wrong(server: NameServer) -> None:
    output = StringIO()
    options = {"mail": "bocage.example", "resolver": server.address, "no_color": True}
    call_command("doctor", stdout=output, selector="s1", **options)
    assert output.getvalue().count("✓") == 4
    server.zone.pop((f"_dmarc.{DOMAIN}", "TXT"))
    with pytest.raises(SystemExit):
        call_command("doctor", stdout=output, selector="s1", **options)
