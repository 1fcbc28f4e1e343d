"""Account of the embedded PostgreSQL, which refuses to run as root.

An ordinary user runs it under the same account. Root runs it in a user namespace, where root is
seen as an ordinary user and files remain root's; nothing outside the data folder changes. If the
system gives no namespaces, the server runs under an existing ordinary account, which becomes the
owner of the server's folders.
"""

import logging
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import gettext_noop

from bocage.foundation.ops.operator_errors import OperatorError

logger = logging.getLogger(__name__)

ACCOUNT_NAMES = ("postgres", "nobody")


class NoOrdinaryAccount(OperatorError):
    """Root has no way to run PostgreSQL on this machine."""


@dataclass(frozen=True)
class Account:
    """Account of the server: the prefix of its commands, and the owner of its files."""

    prefix: tuple[str, ...]
    user: int
    group: int

    @property
    def is_ours(self) -> bool:
        return self.user == os.geteuid()

    def owns(self, folder: Path) -> bool:
        return folder.lstat().st_uid == self.user

    def take_ownership(self, folder: Path) -> None:
        """Makes the account the owner of a folder and its content, if it is not already."""
        if self.owns(folder):
            return
        for path in (folder, *folder.rglob("*")):
            os.chown(path, self.user, self.group, follow_symlinks=False)

    def reaches(self, path: Path) -> bool:
        """Checks whether the account may enter a folder or run a program."""
        return self.is_ours or _succeeds(*self.prefix, "test", "-x", str(path))


@cache
def server_account() -> Account:
    """Returns the account of the embedded server on this machine.

    Raises:
        NoOrdinaryAccount: we are root, and neither namespaces nor another account can be
            used.
    """
    if os.geteuid() != 0:
        return Account((), os.geteuid(), os.getegid())
    ordinary = _ordinary_account()
    namespace = (
        "unshare", "--user", f"--map-user={ordinary.pw_uid}", f"--map-group={ordinary.pw_gid}",
    )  # fmt: skip
    if _succeeds(*namespace, "true"):
        return Account(_with_path(namespace), os.geteuid(), os.getegid())
    other_user = (
        "setpriv", f"--reuid={ordinary.pw_uid}", f"--regid={ordinary.pw_gid}", "--clear-groups",
    )  # fmt: skip
    if not _succeeds(*other_user, "true"):
        raise NoOrdinaryAccount(
            gettext_noop(
                "PostgreSQL refuse de fonctionner pour root, et ce système ne permet ni espace "
                "de noms utilisateur (unshare) ni changement de compte (setpriv). Lancez Bocage "
                "avec un compte ordinaire, ou donnez l’adresse d’un PostgreSQL dans DATABASE_URL."
            )
        )
    logger.warning(
        "This system gives root no user namespace: PostgreSQL runs as %s.", ordinary.pw_name
    )
    return Account(_with_path(other_user), ordinary.pw_uid, ordinary.pw_gid)


def _ordinary_account() -> pwd.struct_passwd:
    accounts = {account.pw_name: account for account in pwd.getpwall() if account.pw_uid != 0}
    for name in ACCOUNT_NAMES:
        if name in accounts:
            return accounts[name]
    for account in accounts.values():
        return account
    raise NoOrdinaryAccount(
        gettext_noop(
            "PostgreSQL refuse de fonctionner pour root, et cette machine n’a aucun autre compte. "
            "Créez un compte ordinaire, ou donnez l’adresse d’un PostgreSQL dans DATABASE_URL."
        )
    )


def _with_path(command: tuple[str, ...]) -> tuple[str, ...]:
    return (shutil.which(command[0]) or command[0], *command[1:])


def _succeeds(*command: str) -> bool:
    try:
        result = subprocess.run(command, capture_output=True, check=False, stdin=subprocess.DEVNULL)
    except OSError:
        return False
    return result.returncode == 0
