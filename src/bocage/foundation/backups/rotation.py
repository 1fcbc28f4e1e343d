"""Rotation of backups: daily for the last days, then weekly, then monthly.

Erased personal data remain in older backups: none is stored longer than the last rule allows.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path

NAME_FORMAT = "bocage-%Y%m%dT%H%M%SZ.tar"
RULES = (
    ("%Y-%m-%d", timedelta(days=7)),
    ("%G-%V", timedelta(weeks=4)),
    ("%Y-%m", timedelta(days=92)),
)
"""Retention of the newest backup of a day, a week and a month, counted from the newest of all."""


def backups_in(folder: Path) -> dict[datetime, Path]:
    """Returns the backups of a folder by the time at which they were made (UTC), the newest
    first.
    """
    backups = {}
    for path in folder.glob("bocage-*.tar*"):
        name = path.name.removesuffix(".age")
        try:
            made_at = datetime.strptime(name, NAME_FORMAT).replace(tzinfo=UTC)
        except ValueError:
            continue
        backups[made_at] = path
    return dict(sorted(backups.items(), reverse=True))


def outlived(moments: list[datetime]) -> list[datetime]:
    """Returns the times of the backups that no rule of `RULES` keeps, the newest first."""
    newest_first = sorted(moments, reverse=True)
    retained: set[datetime] = set()
    for period, reach in RULES:
        newest: dict[str, datetime] = {}
        for moment in newest_first:
            if newest_first[0] - moment < reach:
                newest.setdefault(moment.strftime(period), moment)
        retained.update(newest.values())
    return [moment for moment in newest_first if moment not in retained]


def forget_outlived(folder: Path) -> list[Path]:
    """Removes the backups that no rule keeps, and returns their paths."""
    backups = backups_in(folder)
    removed = [backups[moment] for moment in outlived(list(backups))]
    for path in removed:
        path.unlink(missing_ok=True)
        path.with_name(path.name + ".sha256").unlink(missing_ok=True)
    return removed
