"""The sentences with which tables are refused."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class TableRefused(Refusal):
    """The file is not read: too heavy, no table, empty, too long."""

    status = 422
    default_sentence = _("Ce tableau ne peut pas être lu.")


class ColumnsMissing(Refusal):
    """Refusal of a table in which a required column was not identified."""

    status = 422
    default_sentence = _("Il manque des colonnes.")


class RowRefused(Exception):
    """Refusal of a row that cannot be written: why, and by which column and cell of it."""

    def __init__(self, *problems: str, column: str = "", cell: str = "") -> None:
        super().__init__(*problems)
        self.problems, self.column, self.cell = problems, column, cell
