"""Kinds of tables: columns, labels, and the conversion of rows."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from bocage.foundation.errors import Refusal
from bocage.foundation.http.bodies import MEGABYTE
from bocage.foundation.registry import Registry
from bocage.people.table_imports.errors import RowRefused
from bocage.people.table_imports.forms import TableForm

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from bocage.people.models import Person, TableImport
    from bocage.territory.imports.filled_tables import NamedRow

LONGEST_TITLE = 120


class Fate(StrEnum):
    """Outcome of a row of a table. A kind may define others."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REPEATED = "repeated"
    REFUSED = "refused"


@dataclass(frozen=True)
class FateWords:
    """A fate in words: on the line of a row, and with the number of rows that have it."""

    word: str | Promise
    counted: Promise
    """`ngettext_lazy` with `number`."""
    tone: str = ""
    note: str | Promise = ""

    @property
    def icon(self) -> str:
        """Name of the icon of rows that have to be corrected; empty for the others."""
        return "warning" if self.tone == "alert" else ""


SAME_WORDS = FateWords(
    gettext_lazy("déjà à jour"),
    ngettext_lazy("%(number)d déjà à jour", "%(number)d déjà à jour", "number"),
)
LEFT_OUT_WORDS: dict[str, FateWords] = {
    Fate.REPEATED: FateWords(
        gettext_lazy("en double"),
        ngettext_lazy("%(number)d ligne en double", "%(number)d lignes en double", "number"),
        tone="warn",
    ),
    Fate.REFUSED: FateWords(
        gettext_lazy("à corriger"),
        ngettext_lazy("%(number)d ligne à corriger", "%(number)d lignes à corriger", "number"),
        tone="alert",
    ),
}


@dataclass(frozen=True)
class Column:
    """Column: its content, for the documentation and for the template file."""

    name: str
    """Its plain name in French, as `column_name` makes them."""
    holds: str | Promise | Callable[[], str]
    aliases: str = ""
    """Other names in either language, in plain words, with spaces between them."""
    _: KW_ONLY
    label: str | Promise = ""
    example: object = ""
    is_needed: bool = False

    @property
    def all_names(self) -> list[str]:
        """Names that the column may have, its own first."""
        return [self.name, *self.aliases.split()]

    @property
    def words(self) -> str:
        """Name of the column in a sentence: its label, or its plain name."""
        return str(self.label or self.name)

    @property
    def described(self) -> str:
        """Description of the column for the page."""
        return str(self.holds() if callable(self.holds) else self.holds)


@dataclass(kw_only=True)
class Line:
    """Row of a table: its title, its parsed value, and its fate."""

    number: int
    title: str
    detail: str = ""
    value: Any = None
    fate: str = Fate.NEW
    problems: tuple[str, ...] = ()
    column: str = ""
    cell: str = ""

    def refuse(self, refused: RowRefused, fate: str = Fate.REFUSED) -> None:
        """Leaves the row out, with the problems of the refusal."""
        self.value, self.fate, self.problems = None, fate, refused.problems
        self.column, self.cell = refused.column, refused.cell


class TableImportKind[Value](ABC):
    """Kind of table, which a room subclasses, and registers with `add_table_kind`.

    A row is parsed into a value, or refused with a sentence; values are compared with the existing
    rows, to show their fates, and written. Parsing and comparing write nothing.
    """

    name: ClassVar[str]
    right: ClassVar[str]
    """Permission of its pages, checked without a target."""
    columns: ClassVar[Sequence[Column]]
    max_rows: ClassVar[int | None] = 500
    """Maximum number of rows; None without a limit beside the file size."""
    max_octets: ClassVar[int] = MEGABYTE
    max_in_a_cell: ClassVar[int] = 1_000
    form: ClassVar[type[TableForm]] = TableForm
    """Form of the file and its options."""
    titled_by: ClassVar[Sequence[str]]
    """Columns of which the first filled one is the title of a row."""

    title: ClassVar[str | Promise] = gettext_lazy("Importer un tableau")
    lead: ClassVar[str | Promise]
    before_writing: ClassVar[str | Promise] = ""
    once_written: ClassVar[str | Promise] = ""
    back: ClassVar[str]
    """The name of the page to which it belongs."""
    back_label: ClassVar[str | Promise]
    tabs: ClassVar[str] = ""
    """The template of the tabs above its page, where it stands among some."""
    fates: ClassVar[Mapping[str, FateWords]]
    """Labels of the fates of its rows, in the order in which they are counted. Those of skipped
    rows are common to all kinds.
    """

    @property
    def all_fates(self) -> Mapping[str, FateWords]:
        """Returns the labels of every fate, those of skipped rows included."""
        return {**self.fates, **LEFT_OUT_WORDS}

    @property
    def header(self) -> list[str]:
        """Titles of the columns of the downloaded table, and of its export."""
        return [column.name for column in self.columns]

    @property
    def names(self) -> dict[str, str]:
        """Field name of each column, by every accepted name."""
        return {name: column.name for column in self.columns for name in column.all_names}

    @property
    def labels(self) -> dict[str, str]:
        """Names of the columns in sentences, by plain name."""
        return {column.name: column.words for column in self.columns}

    def closed(self, by: Person) -> tuple[str, str]:  # noqa: ARG002 - read by kinds
        """Returns why imports are closed now, as a title and a sentence, or two empty strings."""
        return ("", "")

    def authorize(self, by: Person, options: Mapping[str, Any]) -> None:  # noqa: B027
        """Checks that a person may import a table with these options.

        Raises:
            Refusal: they may not.
        """

    def visible_to(self, by: Person, tables: QuerySet[TableImport]) -> QuerySet[TableImport]:
        """Filters the tables of this kind to those that a person may see and import."""
        return tables.filter(brought_by=by)

    def about(self, table: TableImport) -> str:  # noqa: ARG002 - read by kinds
        """Returns the options of a table in a sentence."""
        return ""

    def missing(self, mapping: Sequence[str]) -> str:
        """Returns a sentence with the required columns that are missing, or an empty string."""
        names = [
            column.words
            for column in self.columns
            if column.is_needed and column.name not in mapping
        ]
        return (
            str(_("Il manque des colonnes : %(names)s.")) % {"names": ", ".join(names)}
            if names
            else ""
        )

    @abstractmethod
    def reader(self, table: TableImport) -> Callable[[NamedRow], Value]:
        """Returns the function that parses rows of a table. It raises `RowRefused`."""

    @abstractmethod
    def key(self, value: Value) -> Hashable:
        """Returns the key by which two rows are duplicates."""

    def detail(self, value: Value) -> str:  # noqa: ARG002 - read by kinds
        """Returns the text below the title of a row."""
        return ""

    def mark_repeated(self, lines: Sequence[Line]) -> None:
        """Leaves out duplicate rows: the last one counts."""
        last = {self.key(line.value): line.number for line in lines}
        for line in lines:
            number = last[self.key(line.value)]
            if number != line.number:
                line.refuse(
                    RowRefused(
                        str(_("revient ligne %(line)d : c’est elle qui compte.")) % {"line": number}
                    ),
                    Fate.REPEATED,
                )

    @abstractmethod
    def compare(self, lines: Sequence[Line], table: TableImport) -> None:
        """Sets the fate that each line would have."""

    @abstractmethod
    def write(self, lines: Sequence[Line], table: TableImport, now: datetime) -> None:
        """Writes the lines, within the transaction of the caller, and sets the fate of each."""

    def write_each(self, lines: Sequence[Line], write: Callable[[Value], str]) -> None:
        """Writes the lines one by one, and sets the fate of each.

        Args:
            write: writes a row, and returns its fate; it raises `Refusal` if it cannot, and the
                other rows are written.
        """
        # Sorted, so that two imports of equal rows cannot deadlock.
        for line in sorted(lines, key=lambda line: str(self.key(line.value))):
            try:
                line.fate = write(line.value)
            except Refusal as refusal:
                line.refuse(RowRefused(str(refusal.sentence)))


_kinds = Registry[TableImportKind[Any]]()


def add_table_kind[Kind: TableImportKind[Any]](kind: type[Kind]) -> type[Kind]:
    """Registers a kind of table, as a decorator of its class."""
    _kinds.add(kind())
    return kind


def table_kind(name: str) -> TableImportKind[Any]:
    """Returns a kind by its name."""
    return _kinds[name]


def table_kinds() -> Sequence[TableImportKind[Any]]:
    """Lists the kinds of tables."""
    return list(_kinds)
