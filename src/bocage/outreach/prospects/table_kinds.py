"""Lists of prospects that are brought in, of any size."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from bocage.foundation.errors import Refusal
from bocage.foundation.http.bodies import MEGABYTE
from bocage.outreach.campaigns.models import Campaign
from bocage.outreach.prospects.errors import NothingAllowsIt
from bocage.outreach.prospects.forms.rows import ListForm
from bocage.outreach.prospects.models.consents import ProspectConsent
from bocage.outreach.prospects.models.prospects import Touch
from bocage.outreach.prospects.operations.prospects import Capture, normalised
from bocage.outreach.prospects.operations.rows import (
    UNSUBSCRIBED,
    ListTerms,
    list_fates,
    write_list,
)
from bocage.people.models import Person, TableImport
from bocage.people.table_imports.errors import RowRefused
from bocage.people.table_imports.kinds import (
    Column,
    Fate,
    FateWords,
    Line,
    TableImportKind,
    add_table_kind,
)
from bocage.territory.imports.filled_tables import NamedRow

ENGLISH = frozenset({"en", "english", "anglais"})
COLUMN_OF = {"not_an_address": "courriel", "not_a_phone": "telephone"}
"""The column that a refusal is about, by its code."""


@add_table_kind
class ProspectTable(TableImportKind[Capture]):
    """People met elsewhere: each is found by their address, or else by their telephone."""

    name = "prospect"
    right = "outreach.see_prospects"
    max_rows = None
    max_octets = 64 * MEGABYTE
    titled_by = ("courriel", "telephone", "nom_complet", "nom")
    title = gettext_lazy("Importer une liste")
    lead = gettext_lazy(
        "Dites ce qui vous autorise à leur écrire. Chacun reçoit d’abord un message pour confirmer,"
        " et qui vous a quittés ne revient pas."
    )
    back, back_label = "prospect_list", gettext_lazy("Prospects")
    tabs = "outreach/prospects/tabs.html"
    form = ListForm
    columns = (
        Column(
            "courriel",
            gettext_lazy("l’adresse ; à défaut, le téléphone"),
            "email e_mail mail adresse_electronique adresse_mail adresse_email"
            " adresse_e_mail email_address",
            label=gettext_lazy("Adresse"),
            example="ada@ville.example",
        ),
        Column(
            "telephone",
            gettext_lazy("à défaut d’adresse"),
            "tel portable mobile numero_de_telephone phone phone_number",
            label=gettext_lazy("Téléphone"),
            example="06 99 00 21 43",
        ),
        Column(
            "nom_complet",
            gettext_lazy("prénom et nom, dans une seule colonne"),
            "nom_et_prenom prenom_nom nom_prenom name full_name contact",
            label=gettext_lazy("Prénom et nom"),
        ),
        Column(
            "prenom",
            gettext_lazy("ou le prénom"),
            "first_name firstname",
            label=gettext_lazy("Prénom"),
            example="Ada",
        ),
        Column(
            "nom",
            gettext_lazy("et le nom"),
            "nom_de_famille last_name lastname surname",
            label=gettext_lazy("Nom"),
            example="Exemple",
        ),
        Column(
            "ville",
            gettext_lazy("où cette personne vit"),
            "origin commune vit_a origine city town localite",
            label=gettext_lazy("Vit à…"),
            example="Rouen",
        ),
        Column(
            "metier",
            gettext_lazy("ce qu’elle fait"),
            "trade profession fonction poste job job_title",
            label=gettext_lazy("Métier"),
            example=gettext_lazy("architecte"),
        ),
        Column(
            "langue",
            gettext_lazy("français ou anglais ; français si rien n’est dit"),
            "language lang",
            label=gettext_lazy("Langue"),
            example="français",
        ),
    )
    fates = {
        Fate.NEW: FateWords(
            gettext_lazy("nouveau"),
            ngettext_lazy("%(number)d nouveau", "%(number)d nouveaux", "number"),
            tone="good",
        ),
        Fate.SAME: FateWords(
            gettext_lazy("déjà connu"),
            ngettext_lazy("%(number)d déjà connu", "%(number)d déjà connus", "number"),
        ),
        UNSUBSCRIBED: FateWords(
            gettext_lazy("vous avait quittés"),
            ngettext_lazy(
                "%(number)d vous avait quittés", "%(number)d vous avaient quittés", "number"
            ),
        ),
    }

    def closed(self, by: Person) -> tuple[str, str]:
        if Campaign.objects.run_by(by).exists():
            return ("", "")
        return (
            _("Pas encore de campagne"),
            _(
                "Une liste vient d’une campagne : un salon, un employeur, une soirée. Ouvrez-la"
                " d’abord."
            ),
        )

    def authorize(self, by: Person, options: Mapping[str, Any]) -> None:
        campaign = Campaign.objects.get(pk=options["campaign"])
        by.require("outreach.run_campaign", campaign)
        if not options["lawful_basis"].strip():
            raise NothingAllowsIt

    def visible_to(self, by: Person, tables: QuerySet[TableImport]) -> QuerySet[TableImport]:
        campaigns = Campaign.objects.run_by(by).values_list("pk", flat=True)
        return tables.filter(options__campaign__in=[str(key) for key in campaigns])

    def about(self, table: TableImport) -> str:
        return str(table.options["lawful_basis"])

    def missing(self, mapping: Sequence[str]) -> str:
        if {"courriel", "telephone"} & set(mapping):
            return ""
        return _("Dites quelle colonne est l’adresse, ou le téléphone.")

    def reader(self, table: TableImport) -> Callable[[NamedRow], Capture]:
        campaign = _terms(table).campaign

        def read(row: NamedRow) -> Capture:
            cells = {name: " ".join(cell.split()) for name, cell in row.cells.items()}
            names = [cells.get("prenom", ""), cells.get("nom", "")]
            capture = Capture(
                departement=campaign.departement,
                campaign=campaign,
                kind=Touch.Kind.IMPORT,
                language="en" if cells.get("langue", "").lower() in ENGLISH else "fr",
                email=cells.get("courriel", ""),
                phone=cells.get("telephone", ""),
                name=cells.get("nom_complet", "") or " ".join(filter(None, names)),
                origin=cells.get("ville", ""),
                trade=cells.get("metier", ""),
            )
            try:
                return normalised(capture)
            except Refusal as refusal:
                column = COLUMN_OF.get(refusal.code, "")
                raise RowRefused(
                    str(refusal.sentence), column=column, cell=cells.get(column, "")
                ) from refusal

        return read

    def key(self, value: Capture) -> str:
        return value.email or value.phone

    def mark_repeated(self, lines: Sequence[Line]) -> None:
        """Counts only the first row of each person of a list."""
        seen: set[str] = set()
        for line in lines:
            key = self.key(line.value)
            if key in seen:
                line.value, line.fate = None, Fate.SAME
            seen.add(key)

    def compare(self, lines: Sequence[Line], table: TableImport) -> None:
        self._set_fates(lines, list_fates(_terms(table), self._captures(lines)))

    def write(self, lines: Sequence[Line], table: TableImport, now: datetime) -> None:
        self._set_fates(lines, write_list(_terms(table), self._captures(lines), now=now))

    def _captures(self, lines: Sequence[Line]) -> dict[str, Capture]:
        return {self.key(line.value): line.value for line in lines}

    def _set_fates(self, lines: Sequence[Line], fates: Mapping[str, str]) -> None:
        for line in lines:
            line.fate = fates[self.key(line.value)]


def _terms(table: TableImport) -> ListTerms:
    """Returns the terms entered with a list.

    Raises:
        Campaign.DoesNotExist: its campaign was deleted.
    """
    campaigns = Campaign.objects.select_related("departement")
    purposes = table.options["purposes"]
    return ListTerms(
        campaign=campaigns.get(pk=table.options["campaign"]),
        lawful_basis=table.options["lawful_basis"],
        purposes=[
            purpose.value for purpose in ProspectConsent.Purpose if purpose.value in purposes
        ],
        brought_by=table.brought_by,
        file_name=table.file_name,
    )
