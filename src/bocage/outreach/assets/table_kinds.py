"""Assets as a table that is brought in."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from bocage.outreach.assets.forms.rows import AssetRowForm, AssetTableForm
from bocage.outreach.assets.models import Asset
from bocage.outreach.assets.operations.assets import AssetTerms
from bocage.outreach.assets.operations.rows import (
    asset_fate,
    existing_assets,
    title_key,
    write_asset,
)
from bocage.outreach.assets.table import PlaceNames
from bocage.outreach.home_figures.figures import PROOF_LABELS
from bocage.outreach.shared.themes import Theme
from bocage.people.models import Person, TableImport
from bocage.people.table_imports.kinds import (
    SAME_WORDS,
    Column,
    Fate,
    FateWords,
    Line,
    TableImportKind,
    add_table_kind,
)
from bocage.territory.imports.filled_tables import NamedRow
from bocage.territory.models import Departement


@add_table_kind
class AssetTable(TableImportKind[AssetTerms]):
    """Import of assets: a known title is changed, and a new one becomes a draft."""

    name = "asset"
    right = "outreach.manage_assets"
    max_rows = 300
    titled_by = ("titre",)
    title = _("Importer des atouts")
    lead = _(
        "Un titre déjà connu est mis à jour, un nouveau devient un brouillon que vous relisez."
        " Apporté deux fois, le même tableau ne change rien."
    )
    once_written = _("Les nouveaux atouts sont des brouillons : relisez-les, puis publiez-les.")
    back, back_label = "asset_list", _("Atouts")
    form = AssetTableForm
    columns = (
        Column(
            "titre",
            _("ce qui reconnaît l’atout : le même titre le met à jour"),
            "title atout argument",
            example=_("La fibre, jusque dans les hameaux"),
            is_needed=True,
        ),
        Column(
            "phrase",
            _("l’argument, en une phrase"),
            "sentence description texte",
            example=_("On travaille de partout."),
            is_needed=True,
        ),
        Column(
            "theme",
            lambda: ", ".join(str(theme.label) for theme in Theme),
            "sujet topic",
            label=_("thème"),
            example="travailler",
            is_needed=True,
        ),
        Column(
            "chiffre", _("comme il se lit : 94 %, 2 h 10"), "figure valeur value", example="94 %"
        ),
        Column(
            "unite",
            _("ce qu’il compte"),
            "ce_qu_il_compte unit",
            label=_("unité"),
            example=_("des logements raccordables"),
        ),
        Column(
            "en_direct",
            lambda: (
                str(_("au lieu d’un chiffre : %(choices)s"))
                % {"choices": ", ".join(str(label) for label in PROOF_LABELS.values())}
            ),
            "chiffre_en_direct indicateur indicator live_indicator",
            label=_("en direct"),
        ),
        Column("source", _("qui le dit"), "source_name origine", example="Arcep"),
        Column(
            "adresse",
            _("où on le lit : https://…"),
            "adresse_de_la_source url source_url lien",
            example="https://www.arcep.fr",
        ),
        Column(
            "date",
            _("le jour dont il parle : 31/12/2026 ou 2026-12-31"),
            "date_du_chiffre dated_on au",
            example=lambda: timezone.localdate().isoformat(),
        ),
        Column(
            "mois",
            _("combien de mois il vaut ; 12 si rien n’est dit"),
            "combien_de_mois_il_vaut duree validite shelf_life_months duree_mois",
            example=12,
        ),
        Column(
            "lieu",
            _(
                "une commune, une intercommunalité ou un lieu, par son nom ou son code ; vide pour"
                " tout le département"
            ),
            "endroit place commune territoire",
        ),
        Column(
            "titre_anglais",
            _("en anglais, si vous l’avez"),
            "titre_en_anglais title_en",
            label=_("titre anglais"),
            example="Fibre down to the hamlets",
        ),
        Column(
            "phrase_anglaise",
            _("de même"),
            "phrase_en_anglais sentence_en",
            label=_("phrase anglaise"),
            example="One works from anywhere.",
        ),
        Column(
            "unite_anglaise",
            _("de même"),
            "unite_en_anglais unit_en ce_qu_il_compte_en_anglais",
            label=_("unité anglaise"),
            example="of homes can be connected",
        ),
    )
    fates = {
        Fate.NEW: FateWords(
            _("nouveau brouillon"),
            ngettext_lazy(
                "%(number)d nouveau brouillon", "%(number)d nouveaux brouillons", "number"
            ),
            tone="good",
        ),
        Fate.CHANGED: FateWords(
            _("mis à jour"),
            ngettext_lazy("%(number)d atout mis à jour", "%(number)d atouts mis à jour", "number"),
            tone="good",
        ),
        Fate.SAME: SAME_WORDS,
    }

    def authorize(self, by: Person, options: Mapping[str, Any]) -> None:
        departement = Departement.objects.get(pk=options["departement"])
        by.require("outreach.manage_asset", Asset(departement=departement))

    def reader(self, table: TableImport) -> Callable[[NamedRow], AssetTerms]:
        find = PlaceNames(_departement(table)).of

        def read(row: NamedRow) -> AssetTerms:
            form = AssetRowForm(row.cells, find=find)
            form.refuse_problems(self.labels)
            return form.terms()

        return read

    def key(self, value: AssetTerms) -> str:
        return title_key(value.title)

    def compare(self, lines: Sequence[Line], table: TableImport) -> None:
        existing = existing_assets(_departement(table))
        for line in lines:
            line.fate = asset_fate(line.value, existing.get(self.key(line.value)))

    def write(self, lines: Sequence[Line], table: TableImport, now: datetime) -> None:
        by, departement = table.brought_by, _departement(table)
        self.write_each(
            lines, lambda terms: write_asset(by=by, departement=departement, terms=terms, now=now)
        )


def _departement(table: TableImport) -> Departement:
    return Departement.objects.get(pk=table.options["departement"])
