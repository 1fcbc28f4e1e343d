"""Errors of backups and restorations, each with a sentence for the operator of the instance."""

from bocage.foundation.ops.operator_errors import OperatorError


class BackupError(OperatorError):
    """A backup cannot be made, read or restored; nothing was changed."""


class BackupDamaged(BackupError):
    """Error raised when an archive was altered, or does not open with these keys."""


class BackupDiffers(BackupError):
    """Error raised when the data loaded from a backup differs from the data that was saved."""
