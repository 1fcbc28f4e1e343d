"""Answers of the official company register, for the fixture `company_register`."""

import json

from tests.servers.local_server import Answer, saying

SIRET = "73282932000074"


def telling(*places: dict[str, str]) -> Answer:
    body = {"results": [{"siege": {"siret": "00000000000000"}, "matching_etablissements": places}]}
    return saying(body=json.dumps(body).encode())


def open_place(state: str = "A") -> dict[str, str]:
    return {"siret": SIRET, "etat_administratif": state}
