"""`bocage doctor --mail DOMAIN`: checks the DNS records that authenticate the mails of a domain.

SPF lists the servers that may send for it, DKIM has the key of its signatures, DMARC defines what
to do with mails that pass neither, MX receives answers and bounces. Missing records are reported,
with the record to publish; the content of SPF and DMARC records is shown without judgement.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Any

import dns.exception
import dns.name
import dns.resolver
from django.utils.translation import gettext as _

from bocage.foundation.monitoring.doctor import Finding, doubtful, well, wrong

PATIENCE_S = 5.0
DNS_PORT = 53
KEY = re.compile(r"\bp=\s*[^;\s]")


class DnsAway(Exception):
    """Error raised when no DNS server answers from here. `str()` is the reason."""


@dataclass(frozen=True, kw_only=True)
class MailDomain:
    """Domain to examine, with its DKIM selector if it is known, the sender, and the resolver
    (`address` or `address:port`; that of the machine if it is empty).
    """

    domain: str
    selector: str = ""
    sender: str = ""
    resolver: str = ""


def examine_mail_domain(mail_domain: MailDomain) -> Iterator[Finding]:
    """Yields the findings that DNS gives about the mails of a domain: sender, MX, SPF, DKIM and
    DMARC.
    """
    try:
        domain = dns.name.from_text(mail_domain.domain.strip().lower().rstrip(".") or ".")
        if len(domain) < 3:
            raise dns.name.EmptyLabel
    except (dns.exception.DNSException, UnicodeError, ValueError):
        yield wrong(_("« %s » n’est pas un nom de domaine.") % mail_domain.domain[:80])
        return
    try:
        reader = _Reader(mail_domain.resolver)
        if not reader.exists(domain):
            yield wrong(_("Le domaine %s n’existe pas dans le DNS.") % mail_domain.domain)
            return
        yield from _examine_sender(mail_domain)
        yield from _examine_mx(reader, domain, mail_domain.domain)
        yield from _examine_spf(reader, domain, mail_domain.domain)
        yield from _examine_dkim(reader, domain, mail_domain)
        yield from _examine_dmarc(reader, domain, mail_domain.domain)
    except DnsAway as away:
        yield doubtful(
            _(
                "Le DNS ne se laisse pas interroger d’ici (%s) : rien n’est dit de ce qui suit. "
                "Recommencez depuis une machine qui l’atteint, ou donnez un serveur de noms avec "
                "--resolver."
            )
            % away
        )


class _Reader:
    """Resolver client: a missing record is empty, and an unavailable resolver is reported."""

    def __init__(self, resolver: str) -> None:
        try:
            self._resolver = dns.resolver.Resolver(configure=not resolver)
        except (dns.exception.DNSException, OSError) as error:
            raise DnsAway(str(error)) from error
        if resolver:
            address, port = _address_of(resolver)
            try:
                self._resolver.nameservers, self._resolver.port = [address], port
            except ValueError as error:
                raise DnsAway(str(error)) from error
        self._resolver.lifetime = PATIENCE_S

    def exists(self, name: dns.name.Name) -> bool:
        """Checks whether a name exists, with records of this kind or of others."""
        try:
            self._resolver.resolve(name, "TXT")
        except dns.resolver.NXDOMAIN:
            return False
        except dns.resolver.NoAnswer:
            return True
        except (dns.exception.DNSException, OSError) as error:
            raise DnsAway(str(error)) from error
        return True

    def texts(self, name: dns.name.Name) -> list[str]:
        """Returns the TXT records of a name, each in one piece."""
        return [
            b"".join(record.strings).decode("utf-8", "replace")
            for record in self._records(name, "TXT")
        ]

    def exchangers(self, name: dns.name.Name) -> list[str]:
        """Returns the mail servers of a domain, the preferred first; « . » means no mail."""
        records = sorted(self._records(name, "MX"), key=lambda record: record.preference)
        return [record.exchange.to_text(omit_final_dot=True) for record in records]

    def _records(self, name: dns.name.Name, kind: str) -> list[Any]:
        try:
            return list(self._resolver.resolve(name, kind))
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            return []
        except (dns.exception.DNSException, OSError) as error:
            raise DnsAway(str(error)) from error


def _address_of(resolver: str) -> tuple[str, int]:
    address, colon, port = resolver.rpartition(":")
    if colon and port.isdecimal() and (address.count(":") == 0 or address.startswith("[")):
        return address.strip("[]"), int(port)
    return resolver.strip("[]"), DNS_PORT


def _examine_sender(mail_domain: MailDomain) -> Iterator[Finding]:
    sender = parseaddr(mail_domain.sender)[1].rpartition("@")[2].lower()
    if (
        sender
        and sender != mail_domain.domain.lower()
        and not sender.endswith(f".{mail_domain.domain}")
    ):
        yield doubtful(
            _("BOCAGE_EMAIL_FROM écrit au nom de %(sender)s, pas de %(domain)s.")
            % {"sender": sender, "domain": mail_domain.domain}
        )


def _examine_mx(reader: _Reader, domain: dns.name.Name, name: str) -> Iterator[Finding]:
    servers = reader.exchangers(domain)
    if servers == ["."]:
        yield wrong(
            _("MX : %s dit ne recevoir aucun courriel : ni réponse ni refus ne reviendra.") % name
        )
    elif servers:
        yield well(
            _("MX : le courriel de %(domain)s arrive à %(server)s.")
            % {"domain": name, "server": servers[0]}
        )
    else:
        yield wrong(
            _(
                "MX : %(domain)s n’en a pas, les réponses et les refus n’ont nulle part où aller. "
                "Publiez : %(domain)s. MX 10 le-serveur-de-courriel."
            )
            % {"domain": name}
        )


def _examine_spf(reader: _Reader, domain: dns.name.Name, name: str) -> Iterator[Finding]:
    records = [text for text in reader.texts(domain) if text.lower().split(" ")[0] == "v=spf1"]
    if not records:
        yield wrong(
            _(
                "SPF : rien ne dit qui peut envoyer au nom de %(domain)s. Publiez : %(domain)s. "
                'TXT "v=spf1 include:le-fournisseur-d-envoi -all"'
            )
            % {"domain": name}
        )
    elif len(records) > 1:
        yield wrong(_("SPF : %s en a plusieurs, et aucun ne compte. Gardez-en un.") % name)
    else:
        yield well(_("SPF : %s") % records[0])


def _examine_dkim(
    reader: _Reader, domain: dns.name.Name, mail_domain: MailDomain
) -> Iterator[Finding]:
    if not mail_domain.selector:
        yield doubtful(
            _(
                "DKIM : le DNS ne se feuillette pas, il faut le sélecteur. Votre fournisseur "
                "d’envoi le donne ; dites-le avec --selector ou BOCAGE_DKIM_SELECTOR."
            )
        )
        return
    host = f"{mail_domain.selector}._domainkey.{mail_domain.domain}"
    try:
        name = dns.name.from_text(f"{mail_domain.selector}._domainkey", origin=domain)
    except dns.exception.DNSException:
        yield wrong(_("DKIM : « %s » n’est pas un sélecteur.") % mail_domain.selector[:60])
        return
    texts = reader.texts(name)
    if not texts:
        yield wrong(
            _(
                "DKIM : aucune clé à %(host)s. Publiez celle que donne votre fournisseur : "
                '%(host)s. TXT "v=DKIM1; k=rsa; p=…"'
            )
            % {"host": host}
        )
    elif not KEY.search(texts[0]):
        yield wrong(_("DKIM : la clé de %s est retirée (p= est vide).") % host)
    else:
        yield well(_("DKIM : la clé de %s est publiée.") % host)


def _examine_dmarc(reader: _Reader, domain: dns.name.Name, name: str) -> Iterator[Finding]:
    records = _dmarc_of(reader, domain)
    if not records:
        yield wrong(
            _(
                "DMARC : rien ne dit que faire des faux courriels de %(domain)s. Publiez : "
                '_dmarc.%(domain)s. TXT "v=DMARC1; p=quarantine; '
                'rua=mailto:postmaster@%(domain)s"'
            )
            % {"domain": name}
        )
    elif len(records) > 1:
        yield wrong(_("DMARC : il y en a plusieurs, et aucun ne compte. Gardez-en un."))
    else:
        yield well(_("DMARC : %s") % records[0])


def _dmarc_of(reader: _Reader, domain: dns.name.Name) -> list[str]:
    """Returns the records of a domain, or of the nearest one above it that has some."""
    name = domain
    while len(name) > 2:
        texts = reader.texts(dns.name.from_text("_dmarc", origin=name))
        records = [text for text in texts if text.replace(" ", "").lower().startswith("v=dmarc1")]
        if records:
            return records
        name = name.parent()
    return []
