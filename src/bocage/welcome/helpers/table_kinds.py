"""Import of the address book from a table."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import cache

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from bocage.housing.feeds.operations.towns import Towns
from bocage.people.models import Person, Role, TableImport
from bocage.people.policies import Reach, reach_of
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
from bocage.territory.models import Commune, Departement, resolve_commune
from bocage.welcome.helpers.forms.rows import FindCommune, HelperRowForm
from bocage.welcome.helpers.models import HelpKind
from bocage.welcome.helpers.operations.profiles import Card
from bocage.welcome.helpers.operations.rows import (
    CLOSED,
    OUT_OF_REACH,
    CardKey,
    existing_cards,
    fate_of,
    key_of,
    write_card,
)

MAX_DEPARTEMENTS = 3
"""Maximum number of départements searched for a commune name; each is loaded in full."""
_CODE_LENGTH = 5


@add_table_kind
class HelperTable(TableImportKind[Card]):
    """Table of helpers: a row is a card, validated as on the page that adds one person."""

    name = "helper"
    right = "welcome.see_helpers"
    max_in_a_cell = 4_000
    titled_by = ("nom",)
    lead = _(
        "Vous verrez ce que devient chaque ligne avant que rien ne soit écrit. Chaque nouvelle"
        " personne reçoit ensuite sa fiche par courriel, et peut dire non d’un clic ; rien ne lui"
        " est demandé pendant une semaine."
    )
    before_writing = _(
        "Chaque nouvelle personne apprend par courriel qu’elle est au carnet, et ce que dit sa"
        " fiche. Elle a une semaine pour dire non d’un clic avant toute demande ; si elle dit oui,"
        " on peut lui demander aussitôt."
    )
    once_written = _(
        "Chaque personne ajoutée reçoit sa fiche par courriel. Rien ne lui est demandé pendant une"
        " semaine, sauf si elle dit oui avant. Le tableau lui-même est effacé."
    )
    back, back_label = "helper_list", _("Carnet d’entraide")
    columns = (
        Column(
            "nom",
            _("prénom et nom"),
            "name nom_et_prenom prenom_nom nom_prenom personne",
            example="Odile Exemple",
            is_needed=True,
        ),
        Column(
            "qui",
            lambda: ", ".join(str(kind.label) for kind in HelpKind),
            "qui_est_ce role titre type categorie kind",
            example=HelpKind.SCHOOL_HEAD.label,
            is_needed=True,
        ),
        Column(
            "peut",
            _("ce que cette personne peut faire, avec ses mots"),
            "ce_que_cette_personne_peut_faire aide peut_faire can_do description",
            example=_("Faire visiter l’école le mercredi."),
            is_needed=True,
        ),
        Column(
            "commune",
            _("le nom de la commune, ou son code INSEE"),
            "ville code_commune code_insee town",
            example="Boitron",
            is_needed=True,
        ),
        Column(
            "code_postal",
            _("pour ne pas confondre deux communes du même nom"),
            "cp postcode",
            label=_("code postal"),
            example="61500",
        ),
        Column(
            "courriel",
            _("les demandes lui arrivent là ; avec « qui », c’est ce qui la reconnaît"),
            "email e_mail mail adresse_electronique adresse_mail",
            example="odile@ecole.example",
            is_needed=True,
        ),
        Column(
            "telephone",
            _("donné au ménage pour lequel elle a dit oui"),
            "tel portable mobile phone",
            label=_("téléphone"),
            example="02 99 00 21 43",
        ),
        Column(
            "accord",
            _("le jour où elle a dit oui : 31/12/2026 ou 2026-12-31"),
            "date_d_accord date_accord d_accord_depuis accord_le consented_on",
            example=lambda: timezone.localdate().isoformat(),
            is_needed=True,
        ),
        Column(
            "mots_cles",
            _("métier, pays… séparés par des virgules ou des barres"),
            "metier_pays_mots_cles metier tags",
            label=_("mots-clés"),
            example=_("école, cantine"),
        ),
        Column(
            "langues",
            _("séparées de même"),
            "langues_parlees languages",
            example=_("français, anglais"),
        ),
        Column(
            "rayon",
            _("en kilomètres ; 20 si rien n’est dit"),
            "km jusqu_a_combien_de_kilometres rayon_km",
            example=20,
        ),
        Column(
            "mesure",
            _("demandes par mois, au plus ; 2 si rien n’est dit"),
            "demandes_par_mois demandes_par_mois_au_plus par_mois",
            example=2,
        ),
        Column(
            "ecrire_en",
            _("français ou anglais ; français si rien n’est dit"),
            "nous_lui_ecrivons_en langue langue_de_contact language",
            label=_("écrire en"),
            example="français",
        ),
    )
    fates = {
        Fate.NEW: FateWords(
            _("ajoutée"),
            ngettext_lazy(
                "%(number)d nouvelle personne", "%(number)d nouvelles personnes", "number"
            ),
            tone="good",
        ),
        Fate.CHANGED: FateWords(
            _("mise à jour"),
            ngettext_lazy(
                "%(number)d fiche mise à jour", "%(number)d fiches mises à jour", "number"
            ),
            tone="good",
        ),
        Fate.SAME: SAME_WORDS,
        CLOSED: FateWords(
            _("laissée de côté"),
            ngettext_lazy("%(number)d fiche fermée", "%(number)d fiches fermées", "number"),
            note=_(
                "cette personne a fermé sa fiche. Si elle a changé d’avis, rouvrez-la depuis le"
                " carnet."
            ),
        ),
        OUT_OF_REACH: FateWords(
            _("laissée de côté"),
            ngettext_lazy(
                "%(number)d d’un autre territoire", "%(number)d d’un autre territoire", "number"
            ),
            note=_("sa fiche est tenue par un autre territoire."),
        ),
    }

    def reader(self, table: TableImport) -> Callable[[NamedRow], Card]:
        find = _finder(table.brought_by)

        def read(row: NamedRow) -> Card:
            form = HelperRowForm(row.cells, find=find)
            form.refuse_problems(self.labels)
            return form.card()

        return read

    def key(self, value: Card) -> CardKey:
        return key_of(value)

    def detail(self, value: Card) -> str:
        return f"{value.email} · {value.commune.name}"

    def compare(self, lines: Sequence[Line], table: TableImport) -> None:
        existing = existing_cards(line.value for line in lines)
        for line in lines:
            line.fate = fate_of(line.value, existing.get(key_of(line.value)), by=table.brought_by)

    def write(self, lines: Sequence[Line], table: TableImport, now: datetime) -> None:
        self.write_each(lines, lambda card: write_card(by=table.brought_by, card=card, now=now))


def _finder(by: Person) -> FindCommune:
    """Returns a function that finds communes among those that a person coordinates; each text is
    searched once.
    """
    reach = reach_of(by, Role.COORDINATOR)
    towns = [Towns(code) for code in _departements(reach)]

    @cache
    def find(text: str, postcode: str) -> Commune | None:
        for code in _codes(text.strip(), postcode.strip(), towns):
            commune = resolve_commune(code)
            if (
                commune is not None
                and commune.is_current
                and by.has_perm("welcome.manage_helper", commune)
            ):
                return commune
        return None

    return find


def _departements(reach: Reach) -> list[str]:
    """Lists the départements where a name without a postcode is searched; an administrator gives
    postcodes.
    """
    return sorted(
        Departement.objects.filter(communes__in=Commune.objects.filter(reach.communes_within()))
        .distinct()
        .values_list("pk", flat=True)[:MAX_DEPARTEMENTS]
    )


def _codes(text: str, postcode: str, towns: Iterable[Towns]) -> Iterator[str]:
    if len(text) == _CODE_LENGTH and text[-3:].isdigit():
        yield text.upper()
    for departement in towns:
        match = departement.find(postcode, text)
        if match.commune is not None and not (postcode and match.problem):
            yield match.commune
