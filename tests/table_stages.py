"""Examples of each kind of table import: a person who imports it, and valid rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models

from bocage.outreach.models import Asset, Campaign, Prospect
from bocage.people.models import Person, Role, TableImport
from bocage.people.table_imports.kinds import TableImportKind, table_kind
from bocage.people.table_imports.operations import bring_table, start_import, write_rows
from bocage.welcome.models import Helper
from bocage.workspaces.models import Place
from tests.outreach.coordination import coordinator_of
from tests.outreach.factories import CampaignFactory
from tests.people.factories import MandateFactory
from tests.territory.factories import CommuneFactory


@dataclass(frozen=True, kw_only=True)
class Stage:
    """Kind of table, importing person, options, and rows by number."""

    kind: TableImportKind[Any]
    by: Person
    header: str
    row: Callable[[int], str]
    wrong_row: str
    model: type[models.Model]
    options: dict[str, Any] = field(default_factory=dict)

    def text(self, *rows: str) -> str:
        """A table of these rows."""
        return "\n".join([self.header, *rows])

    def bring(self, text: str, by: Person | None = None) -> TableImport:
        """Uploads a table, without writing it."""
        return bring_table(
            by=by or self.by,
            kind=self.kind,
            content=BytesIO(text.encode()),
            file_name="tableau.csv",
            options=self.options,
        )

    def write(self, text: str) -> TableImport:
        """Uploads a table, then writes it."""
        table = self.bring(text)
        start_import(by=self.by, table=table, mapping=table.mapping)
        write_rows(table.pk)
        table.refresh_from_db()
        return table

    def upload(self, content: bytes) -> dict[str, Any]:
        """Returns the data of the upload form."""
        file = SimpleUploadedFile("tableau.csv", content, content_type="text/csv")
        return {"file": file, **self.options}


def list_options(campaign: Campaign) -> dict[str, Any]:
    """Returns the options of a list of prospects."""
    return {
        "campaign": str(campaign.pk),
        "lawful_basis": "Inscrits au forum de Rouen.",
        "purposes": ["letters", "calls"],
    }


def stage_of(name: str) -> Stage:
    """The stage of a kind, in Boitron."""
    commune = CommuneFactory(boitron=True)
    departement = commune.departement
    by, kind = coordinator_of(departement), table_kind(name)
    if name == "helper":
        return Stage(
            kind=kind,
            by=by,
            header="Nom;Qui;Peut;Commune;Courriel;Accord",
            row=lambda number: f"Paul;autre;Aider;Boitron;paul{number}@sante.example;06/01/2026",
            wrong_row="Paul;pirate;Aider;Boitron;paul@sante.example;06/01/2026",
            model=Helper,
        )
    if name == "asset":
        return Stage(
            kind=kind,
            by=by,
            header="Titre;Phrase;Thème",
            row=lambda number: f"Atout {number};On y vient.;work",
            wrong_row="Atout;On y vient.;pirate",
            model=Asset,
            options={"departement": departement.pk},
        )
    if name == "place":
        return Stage(
            kind=kind,
            by=MandateFactory(role=Role.ADMIN).person,
            header="Nom;Commune;Nature",
            row=lambda number: f"Lieu {number};Boitron;tiers-lieu",
            wrong_row="Lieu;Nulle-Part;tiers-lieu",
            model=Place,
        )
    return Stage(
        kind=kind,
        by=by,
        header="Courriel;Nom",
        row=lambda number: f"ada{number}@ville.example;Ada",
        wrong_row="ada@;Ada",
        model=Prospect,
        options=list_options(CampaignFactory(departement=departement)),
    )
