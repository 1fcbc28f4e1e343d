"""Documents that people send are what they hold, whatever they are called."""

import io

import pytest
from PIL import Image
from pypdf import PdfWriter

from bocage.foundation.files.sent_documents import (
    LARGEST_DOCUMENT,
    DocumentKind,
    DocumentLocked,
    DocumentTooLarge,
    DocumentUnreadable,
    document_response,
    read_document,
)
from bocage.foundation.files.virus_scan import ScannerAway, scan
from bocage.foundation.monitoring.doctor import Verdict, examine_virus_scanner
from bocage.foundation.ops.configuration import Configuration
from tests.servers.clamd import EICAR, clamd


def pdf(pages: int = 1, password: str = "") -> bytes:
    writer, buffer = PdfWriter(), io.BytesIO()
    for _page in range(pages):
        writer.add_blank_page(200, 200)
    if password:
        writer.encrypt(password, algorithm="RC4-40")
    writer.write(buffer)
    return buffer.getvalue()


def picture(kind: str = "PNG") -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (8, 8), "green").save(buffer, kind)
    return buffer.getvalue()


def read(content: bytes, name: str):
    return read_document(io.BytesIO(content), name=name)


@pytest.mark.parametrize(
    ("content", "name", "kind", "stored_name"),
    [
        pytest.param(pdf(), "Mon CV.pdf", DocumentKind.PDF, "Mon CV.pdf", id="a PDF"),
        pytest.param(picture("JPEG"), "devis.pdf", DocumentKind.JPEG, "devis.jpg", id="a lie"),
        pytest.param(
            picture(), "..\\..\\é\u202egnp.<b>.exe", DocumentKind.PNG, "é gnp b.png", id="a trap"
        ),
        pytest.param(picture("WEBP"), "\0/", DocumentKind.WEBP, "document.webp", id="no name"),
    ],
)
def test_a_document_is_what_it_holds_and_keeps_its_bytes(content, name, kind, stored_name):
    document = read(content, name)

    assert (document.kind, document.name, document.content) == (kind, stored_name, content)
    response = document_response(io.BytesIO(content), kind=document.kind, name=document.name)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith("attachment")
    assert "sandbox" in response["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        pytest.param(b"", DocumentUnreadable, id="nothing"),
        pytest.param(b"<html><script>alert(1)</script>", DocumentUnreadable, id="a page"),
        pytest.param(b"MZ\x90\0" + b"\0" * 300, DocumentUnreadable, id="a program"),
        pytest.param(b"%PDF-1.7\n<html>", DocumentUnreadable, id="a PDF in its first bytes"),
        pytest.param(b"GIF89a" + pdf(), DocumentUnreadable, id="two things at once"),
        pytest.param(picture()[:45], DocumentUnreadable, id="half a picture"),
        pytest.param(pdf(password="secret"), DocumentLocked, id="a locked PDF"),
        pytest.param(pdf(pages=301), DocumentTooLarge, id="too many pages"),
        pytest.param(b"%PDF-" + b"0" * LARGEST_DOCUMENT, DocumentTooLarge, id="too heavy"),
    ],
)
def test_what_is_no_document_is_refused(content, refusal):
    with pytest.raises(refusal):
        read(content, "candidature.pdf")


def test_a_scanner_says_what_it_finds_and_a_silent_one_says_nothing_of_the_file():
    with clamd() as address:
        assert scan(pdf() * 200, address=address).is_clean
        assert scan(b"%PDF-" + EICAR, address=address).virus == "Eicar-Signature"
        (finding,) = examine_virus_scanner(Configuration(clamav=address))
        assert finding.verdict == Verdict.WELL
    with pytest.raises(ScannerAway):
        scan(b"a file", address=address)
    (finding,) = examine_virus_scanner(Configuration(clamav=address))
    assert finding.verdict == Verdict.WRONG
    with clamd(is_mute=True) as address, pytest.raises(ScannerAway):
        scan(b"a file", address=address, patience_s=0.2)
    too_long = clamd(lambda _content: b"INSTREAM size limit exceeded. ERROR\0")
    with too_long as address, pytest.raises(ScannerAway):
        scan(b"a file", address=address)


@pytest.mark.parametrize(
    ("address", "read"),
    [
        ("localhost", "localhost:3310"),
        (" clam:99 ", "clam:99"),
        ("/run/clamd.ctl", "/run/clamd.ctl"),
    ],
)
def test_the_address_of_a_scanner_is_a_host_or_a_path(address, read):
    assert Configuration(clamav=address).clamav == read


@pytest.mark.parametrize("address", ["clam:no", ":3310", "clam:70000"])
def test_another_address_of_a_scanner_is_refused(address):
    with pytest.raises(ValueError, match="host:3310"):
        Configuration(clamav=address)
