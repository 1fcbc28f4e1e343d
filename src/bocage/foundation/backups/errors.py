"""Why a backup is not made, or not restored, in a sentence for whoever runs the instance."""

from bocage.foundation.ops.operator_errors import OperatorError


class BackupError(OperatorError):
    """A backup cannot be made, read or restored; nothing was changed."""


class BackupDamaged(BackupError):
    """An archive is not what it was when it was made, or cannot be opened with these keys."""


class BackupDiffers(BackupError):
    """Error raised when the data loaded from a backup differs from the data that was saved."""
