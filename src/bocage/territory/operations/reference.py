"""Import of the tree of territories from the reference data."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from bocage.foundation.events import publish
from bocage.territory.errors import UnknownDepartement
from bocage.territory.events import TerritoryImported
from bocage.territory.imports.decoupage_administratif import (
    CommuneRow,
    FormerCommuneRow,
    Reference,
    RowError,
)
from bocage.territory.models import Commune, Departement, Epci, FormerCommune
from bocage.territory.operations.positions import NOWHERE, Positions, place
from bocage.territory.operations.writing import (
    Counts,
    Progress,
    begin_import,
    no_progress,
    write_rows,
)
from bocage.territory.spelling import search_text


@dataclass
class TerritoryReport:
    """Report of an import of the reference data, in counts.

    `located` is the number of new communes that got a position.
    """

    edition: int
    departements: list[str]
    located: int = 0
    communes: Counts = field(default_factory=Counts)
    epcis: Counts = field(default_factory=Counts)
    former_communes: Counts = field(default_factory=Counts)
    errors: list[RowError] = field(default_factory=list)


def import_territory(
    *,
    reference: Reference,
    departements: Collection[str] | None,
    positions: Positions = NOWHERE,
    progress: Progress = no_progress,
) -> TerritoryReport:
    """Updates the communes of some départements (all of them for None) from the reference data.

    Running it again changes nothing. A commune that the reference no longer lists stays, marked as
    not current; a former commune is mapped to the current one. Slugs are set once and never
    changed. `positions` are for new communes; existing ones are moved by another operation,
    `locate_communes`.

    Raises:
        UnknownDepartement: one of the codes is not that of a département.
    """
    codes = _check_codes(reference, departements)
    report = TerritoryReport(
        edition=reference.edition, departements=sorted(codes), errors=reference.errors
    )
    with transaction.atomic():
        begin_import()
        _write_departements(reference)
        report.epcis = _write_epcis(reference, codes)
        existing = set(Commune.objects.values_list("code", flat=True))
        communes = _communes(reference, codes)
        new = [commune for commune in communes if commune.code not in existing]
        report.located = sum(place(commune, positions.get(commune.code)) for commune in new)
        report.communes = write_rows(Commune, communes, COMMUNE_FIELDS, progress)
        report.communes.gone = _update_listing(reference, codes)
        report.former_communes = _write_former_communes(reference, codes)
        if report.communes.new or report.communes.changed or report.communes.gone:
            publish(TerritoryImported(edition=reference.edition))
    return report


def _check_codes(reference: Reference, departements: Collection[str] | None) -> set[str]:
    codes = {departement.code for departement in reference.departements}
    if departements is None:
        return codes
    unknown = sorted(set(departements) - codes)
    if unknown:
        raise UnknownDepartement(
            _("Aucun département n’a le code %(codes)s.") % {"codes": ", ".join(unknown)}
        )
    return set(departements)


def _write_departements(reference: Reference) -> None:
    Departement.objects.bulk_create(
        [
            Departement(code=row.code, name=row.name, slug=slugify(row.name))
            for row in reference.departements
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name"],
    )


def _write_epcis(reference: Reference, departements: set[str]) -> Counts:
    """Writes the intercommunalités that have a commune in one of the départements."""
    departement_of = {commune.code: commune.departement for commune in reference.communes}
    links: dict[str, set[str]] = {}
    rows = []
    for row in reference.epcis:
        spread = {departement_of[code] for code in row.member_codes if code in departement_of}
        if spread & departements:
            links[row.siren] = spread
            rows.append(Epci(siren=row.siren, name=row.name, kind=row.kind, is_current=True))
    counts = write_rows(Epci, rows, ["name", "kind", "is_current"], no_progress)
    counts.gone = (
        Epci.objects.filter(is_current=True)
        .exclude(siren__in=[row.siren for row in reference.epcis])
        .update(is_current=False)
    )
    _link_epcis(links)
    return counts


def _link_epcis(links: dict[str, set[str]]) -> None:
    through = Epci.departements.through
    required = {(siren, code) for siren, codes in links.items() for code in codes}
    present = {
        (link.epci_id, link.departement_id): link.pk
        for link in through.objects.filter(epci__in=links)
    }
    through.objects.filter(pk__in=[present[pair] for pair in present.keys() - required]).delete()
    through.objects.bulk_create(
        through(epci_id=siren, departement_id=code)
        for siren, code in sorted(required - present.keys())
    )


COMMUNE_FIELDS = [
    "name", "departement_id", "epci_id", "postcodes", "population", "search_text", "is_current",
]  # fmt: skip


def _communes(reference: Reference, departements: set[str]) -> list[Commune]:
    rows = [row for row in reference.communes if row.departement in departements]
    slugs = _slugs(rows)
    findable = _search_texts(reference, rows)
    return [
        Commune(
            code=row.code,
            name=row.name,
            slug=slugs[row.code],
            departement_id=row.departement,
            epci_id=row.epci,
            postcodes=list(row.postcodes),
            population=row.population,
            edition=reference.edition,
            search_text=findable[row.code],
            is_current=True,
        )
        for row in rows
    ]


def _update_listing(reference: Reference, departements: set[str]) -> int:
    """Dates the communes that the reference lists; returns how many it lists no longer."""
    listed = [row.code for row in reference.communes if row.departement in departements]
    Commune.objects.filter(code__in=listed).exclude(edition=reference.edition).update(
        edition=reference.edition
    )
    unlisted = Commune.objects.filter(departement__in=departements, is_current=True)
    return unlisted.exclude(code__in=listed).update(is_current=False)


def _slugs(rows: list[CommuneRow]) -> dict[str, str]:
    """Returns a slug for each commune: its name and its département, and its code if two share it.

    A commune that has a slug keeps it, even if it is renamed.
    """
    slugs = dict(Commune.objects.values_list("code", "slug"))
    used_slugs = set(slugs.values())
    sharing: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row.code not in slugs:
            sharing[slugify(f"{row.name} {row.departement}")].append(row.code)
    for slug, codes in sharing.items():
        alone = len(codes) == 1 and slug not in used_slugs
        slugs |= {code: slug if alone else slugify(f"{slug} {code}") for code in codes}
    return slugs


def _search_texts(reference: Reference, rows: Iterable[CommuneRow]) -> dict[str, str]:
    local_names = _local_former_names(reference)
    names: defaultdict[str, list[str]] = defaultdict(list)
    codes: defaultdict[str, list[str]] = defaultdict(list)
    for former in reference.former_communes:
        name = former.name or local_names.get(former.code, "")
        codes[former.commune].append(former.code)
        if name:
            names[former.commune].append(name)
    return {
        row.code: search_text(
            name=row.name,
            former_names=names[row.code],
            codes=[row.code, *codes[row.code], *row.postcodes],
        )
        for row in rows
    }


def _local_former_names(reference: Reference) -> dict[str, str]:
    """Returns names that the reference lacks: former names in this instance of merged communes."""
    nameless = {row.code for row in reference.former_communes if not row.name}
    nameless -= {row.code for row in reference.communes}
    merged = Commune.objects.filter(code__in=nameless).values_list("code", "name")
    named = FormerCommune.objects.exclude(name="").values_list("code", "name")
    return dict(merged) | dict(named)


def _write_former_communes(reference: Reference, departements: set[str]) -> Counts:
    local_names = _local_former_names(reference)
    targets = {row.code for row in reference.communes if row.departement in departements}
    formers = [
        _former(row, local_names) for row in reference.former_communes if row.commune in targets
    ]
    counts = write_rows(
        FormerCommune, formers, ["name", "kind", "commune_id", "search_text"], no_progress
    )
    stale = FormerCommune.objects.filter(commune__departement__in=departements).exclude(
        code__in=[former.code for former in formers]
    )
    counts.gone = stale.delete()[0]
    return counts


def _former(row: FormerCommuneRow, local_names: dict[str, str]) -> FormerCommune:
    name = row.name or local_names.get(row.code, "")
    return FormerCommune(
        code=row.code,
        name=name,
        kind=row.kind,
        commune_id=row.commune,
        search_text=search_text(name=name, codes=[row.code]),
    )
