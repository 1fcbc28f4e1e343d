"""The keys of backups: the public one stays on the server, the secret one leaves it."""

from pathlib import Path

import pyrage
from django.utils.translation import gettext_noop

from bocage.foundation.backups.errors import BackupError


def write_new_key(path: Path) -> str:
    """Writes a new secret key in a file that its owner alone can read; returns its public key.

    Raises:
        BackupError: the file exists, or cannot be written.
    """
    identity = pyrage.x25519.Identity.generate()
    recipient = str(identity.to_public())
    try:
        path.touch(mode=0o600, exist_ok=False)
        path.write_text(f"# public key: {recipient}\n{identity}\n")
    except OSError as error:
        raise BackupError(
            gettext_noop("Impossible d’écrire {path} : {reason}."),
            path=path,
            reason=error.strerror,
        ) from error
    return recipient


def secret_keys_in(path: Path) -> list[str]:
    """Returns the secret keys of a file as `age-keygen` writes it.

    Raises:
        BackupError: the file cannot be read, or holds none.
    """
    try:
        lines = [line.strip() for line in path.read_text().splitlines()]
    except (OSError, UnicodeDecodeError) as error:
        raise BackupError(
            gettext_noop("Impossible de lire la clé {path} : {reason}."), path=path, reason=error
        ) from error
    keys = [line for line in lines if line and not line.startswith("#")]
    if not keys:
        raise BackupError(gettext_noop("Aucune clé dans {path}."), path=path)
    return keys
