"""Validation of every generated file: documents, tables and feeds are parsed in full.

A document has a title, an author, a date and a language, headings from the first level, tables with
headers, and described pictures. A table has a name for each column, and rows of the same length as
its header. A feed has the elements required by RFC 4287.
"""

from __future__ import annotations

import csv
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from io import BytesIO, StringIO
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

from django.http.response import HttpResponseBase
from django.utils import timezone
from openpyxl import load_workbook
from pypdf import PdfReader

ATOM = "{http://www.w3.org/2005/Atom}"
AT_MOST_ONE = ("generator", "icon", "logo", "rights", "subtitle")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
HEADING = re.compile(r"/H([1-6])")


def check_file(response: HttpResponseBase) -> None:
    """Fails a document, a table or a feed that lacks something; what is streamed is read once its
    last byte has gone out.

    Raises:
        AssertionError: what is wrong in the file.
    """
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    if response.status_code != 200 or kind not in READERS or "Content-Encoding" in response.headers:
        return
    if response.streaming:
        response.streaming_content = _checked(response.streaming_content, kind)
    else:
        _check(kind, response.content)


def _checked(parts: Iterable[bytes], kind: str) -> Iterator[bytes]:
    chunks = []
    for part in parts:
        chunks.append(part)
        yield part
    _check(kind, b"".join(chunks))


def _check(kind: str, content: bytes) -> None:
    faults = READERS[kind](content) if content else []
    assert faults == [], "; ".join(faults)


def faults_of_document(content: bytes) -> list[str]:
    """Returns the faults of a generated PDF; uploaded ones are not checked."""
    reader = PdfReader(BytesIO(content))
    about = reader.metadata
    if about is None or not str(about.creator).startswith("Typst"):
        return []
    root: Any = reader.root_object
    made_on = about.creation_date.date() if about.creation_date else None
    facts = {
        "has no title": bool((about.title or "").strip()),
        "has no author": bool((about.author or "").strip()),
        f"says that it was made on {made_on}": made_on == timezone.localdate(),
        "has no language": root.get("/Lang") in ("fr", "en"),
        "is not tagged": bool(root.get("/MarkInfo", {}).get("/Marked")),
    }
    faults = [fault for fault, holds in facts.items() if not holds]
    return faults + list(_faults_of_tags(list(tags_of(root["/StructTreeRoot"]))))


def is_pdf_ua(content: bytes) -> bool:
    """Checks whether a document is marked as PDF/UA-1: one with a character missing from the fonts
    is generated without it."""
    root: Any = PdfReader(BytesIO(content)).root_object
    return b"<pdfuaid:part>1<" in root["/Metadata"].get_data() and bool(
        root["/ViewerPreferences"].get("/DisplayDocTitle")
    )


def tags_of(node: Any) -> Iterator[Any]:
    """The elements of a structure in the order of reading."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for child in node:
            yield from tags_of(child)
    elif isinstance(node, dict):
        yield node
        yield from tags_of(node.get("/K", []))


def _faults_of_tags(tags: list[Any]) -> Iterator[str]:
    levels = [int(match[1]) for tag in tags if (match := HEADING.match(tag.get("/S", "")))]
    if not levels or levels[0] != 1:
        yield f"begins with headings {levels[:3]}"
    for before, level in pairwise(levels):
        if level > before + 1:
            yield f"goes from a heading {before} to a heading {level}"
    for tag in tags:
        if tag.get("/S") == "/Table" and not any(
            child.get("/S") == "/TH" for child in tags_of(tag)
        ):
            yield "has a table without a header"
        if "/Alt" in tag and not str(tag["/Alt"]).strip():
            yield "has an empty alternative"
        if tag.get("/S") == "/Figure" and "/Alt" not in tag:
            yield "has a picture without an alternative"


def faults_of_csv(content: bytes) -> list[str]:
    """Returns the faults of a CSV table."""
    text = content.decode("utf-8-sig")
    delimiter = ";" if ";" in text.partition("\n")[0] else ","
    return faults_of_table(csv.reader(StringIO(text, newline=""), delimiter=delimiter))


def faults_of_workbook(content: bytes) -> list[str]:
    """Returns the faults of a workbook's sheets; empty cells at the end of a row are not
    written."""
    faults = []
    for sheet in load_workbook(BytesIO(content), read_only=True):
        rows = [["" if cell is None else str(cell) for cell in row] for row in sheet.values]
        faults += [f"{sheet.title}: {fault}" for fault in faults_of_table(rows)]
    return faults


def faults_of_table(rows: Iterable[list[str]]) -> list[str]:
    """Columns without a name or that share one, and rows that are not as long as the header."""
    header, *lines = list(rows) or [[]]
    names = Counter(name.strip() for name in header)
    faults = [f"two columns are « {name} »" for name, times in names.items() if times > 1]
    if not header or "" in names:
        faults.append("a column has no name")
    return faults + [
        f"row {number} has {len(line)} cells for {len(header)} columns"
        for number, line in enumerate(lines, 2)
        if len(line) != len(header)
    ]


def faults_of_archive(content: bytes) -> list[str]:
    """Returns the faults of an archive's files."""
    faults = []
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for name in archive.namelist():
            read = ENDINGS.get(name.rpartition(".")[2].lower())
            faults += [f"{name} {fault}" for fault in read(archive.read(name))] if read else []
    return faults


def faults_of_feed(content: bytes) -> list[str]:
    """Returns the elements required (« MUST ») by RFC 4287 that a feed and its entries lack."""
    feed = ElementTree.fromstring(content)  # noqa: S314 - our own
    entries = feed.findall(f"{ATOM}entry")
    faults = list(_faults_of_element(feed))
    if feed.tag != f"{ATOM}feed":
        faults.append("is no feed")
    if feed.find(f"{ATOM}author") is None and not all(
        entry.find(f"{ATOM}author") is not None for entry in entries
    ):
        faults.append("has no author")
    if not any(link.get("rel") == "self" for link in feed.findall(f"{ATOM}link")):
        faults.append("does not say its own address")
    counts = Counter((_text(entry, "id"), _text(entry, "updated")) for entry in entries)
    faults += [f"has the entry {key} twice" for key, times in counts.items() if times > 1]
    for entry in entries:
        faults += _faults_of_element(entry)
        links = {link.get("rel", "alternate") for link in entry.findall(f"{ATOM}link")}
        if entry.find(f"{ATOM}content") is None and "alternate" not in links:
            faults.append("has an entry that leads nowhere")
    return faults


def _faults_of_element(element: ElementTree.Element) -> Iterator[str]:
    name = element.tag.removeprefix(ATOM)
    for child in ("id", "title", "updated"):
        if len(element.findall(f"{ATOM}{child}")) != 1:
            yield f"{name}: not one {child}"
    for child in AT_MOST_ONE:
        if len(element.findall(f"{ATOM}{child}")) > 1:
            yield f"{name}: more than one {child}"
    if not re.match(r"[a-z][a-z0-9+.-]*:", _text(element, "id")):
        yield f"{name}: its identifier is no IRI"
    for moment in element.findall(f"{ATOM}updated") + element.findall(f"{ATOM}published"):
        if not MOMENT.fullmatch(moment.text or ""):
            yield f"{name}: {moment.text} is no moment of RFC 3339"
    for author in element.findall(f"{ATOM}author"):
        if not _text(author, "name"):
            yield f"{name}: an author without a name"
    alternates = Counter(
        (link.get("type"), link.get("hreflang"))
        for link in element.findall(f"{ATOM}link")
        if link.get("rel", "alternate") == "alternate"
    )
    if any(times > 1 for times in alternates.values()):
        yield f"{name}: two alternates of one kind"
    if any(not link.get("href") for link in element.findall(f"{ATOM}link")):
        yield f"{name}: a link to nothing"


def _text(element: ElementTree.Element, name: str) -> str:
    return (element.findtext(f"{ATOM}{name}") or "").strip()


ENDINGS = {"pdf": faults_of_document, "csv": faults_of_csv, "xlsx": faults_of_workbook}
READERS = {
    "application/pdf": faults_of_document,
    "text/csv": faults_of_csv,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": faults_of_workbook,
    "application/atom+xml": faults_of_feed,
    "application/zip": faults_of_archive,
}
