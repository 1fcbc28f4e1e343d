"""Linked data in the two formats that catalogues read: JSON-LD and RDF/XML.

A description is a tree of nodes. Nothing is parsed here: an RDF library would be ten times larger
than needed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

VOCABULARIES = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "locn": "http://www.w3.org/ns/locn#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True)
class Link:
    """Reference to another resource, by its address."""

    address: str


@dataclass(frozen=True)
class Text:
    """Text in a language, or plain text without one."""

    words: str
    language: str = ""


@dataclass(frozen=True)
class Typed:
    """A value with its type (« xsd:date »)."""

    value: str
    type: str


@dataclass(frozen=True)
class Node:
    """Resource described here, of a kind (« dcat:Dataset »), with or without an address."""

    kind: str
    address: str = ""
    properties: Sequence[Property] = ()


type Property = tuple[str, Node | Link | Text | Typed]
"""Property of a node: its name in a vocabulary (« dct:title »), and its value."""


def as_json_ld(root: Node) -> str:
    """Serializes a description in JSON-LD 1.1."""
    prefixes = {name: uri for name, uri in VOCABULARIES.items() if name != "rdf"}
    return json.dumps({"@context": prefixes, **_object(root)}, ensure_ascii=False, indent=1)


def _object(node: Node) -> dict[str, Any]:
    members: dict[str, Any] = {"@id": node.address} if node.address else {}
    members["@type"] = node.kind
    for name, value in node.properties:
        members.setdefault(name, []).append(_json_value(value))
    return members


def _json_value(value: Node | Link | Text | Typed) -> dict[str, Any]:
    match value:
        case Node():
            return _object(value)
        case Link(address):
            return {"@id": address}
        case Text(words, ""):
            return {"@value": words}
        case Text(words, language):
            return {"@value": words, "@language": language}
        case Typed(plain, kind):
            return {"@value": plain, "@type": kind}


def as_rdf_xml(root: Node) -> bytes:
    """Serializes a description in RDF/XML."""
    for name, uri in VOCABULARIES.items():
        ElementTree.register_namespace(name, uri)
    document = ElementTree.Element(_qualified("rdf:RDF"))
    _add_node(document, root)
    ElementTree.indent(document, " ")
    return ElementTree.tostring(document, encoding="utf-8", xml_declaration=True)


def _qualified(name: str) -> str:
    prefix, local = name.split(":", 1)
    return f"{{{VOCABULARIES[prefix]}}}{local}"


def _add_node(parent: ElementTree.Element, node: Node) -> None:
    about = {_qualified("rdf:about"): node.address} if node.address else {}
    element = ElementTree.SubElement(parent, _qualified(node.kind), about)
    for name, value in node.properties:
        _add_value(ElementTree.SubElement(element, _qualified(name)), value)


def _add_value(element: ElementTree.Element, value: Node | Link | Text | Typed) -> None:
    match value:
        case Node():
            _add_node(element, value)
        case Link(address):
            element.set(_qualified("rdf:resource"), address)
        case Text(words, language):
            element.text = NOT_IN_XML.sub("", words)
            if language:
                element.set(LANGUAGE, language)
        case Typed(plain, kind):
            prefix, local = kind.split(":", 1)
            element.text = plain
            element.set(_qualified("rdf:datatype"), VOCABULARIES[prefix] + local)
