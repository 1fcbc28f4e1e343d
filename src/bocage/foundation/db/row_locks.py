"""Row locks: an operation reads its rows again and locks them until its transaction ends.

The lock is the weakest that suffices: other rows may refer to these meanwhile, and the rows that
are read with them (`select_related`) are not locked.
"""

from typing import Any

from django.db.models import Model, QuerySet


def lock_rows[Rows: QuerySet[Any]](rows: Rows) -> Rows:
    """Locks rows as they are read, waiting for rows that another transaction holds."""
    return rows.select_for_update(no_key=True, of=("self",))


def lock_free_rows[Rows: QuerySet[Any]](rows: Rows) -> Rows:
    """Locks rows as they are read, skipping rows that another transaction holds."""
    return rows.select_for_update(no_key=True, of=("self",), skip_locked=True)


def lock_row[Row: Model](row: Row, *related: str) -> Row:
    """Reads a row again, as it is now, and locks it.

    Args:
        related: the relations read with it, as `select_related` names them.

    Raises:
        ObjectDoesNotExist: it was deleted meanwhile (the `DoesNotExist` of its model).
    """
    # Not `type(row)`: the signed-in person is a lazy object until first used.
    rows = lock_rows(row.__class__._default_manager.all())
    return (rows.select_related(*related) if related else rows).get(pk=row.pk)
