"""What hinders an upgrade."""

from bocage.foundation.ops.operator_errors import OperatorError


class UpgradeError(OperatorError):
    """A step of an upgrade failed; the message says which program said what."""


class NotReady(UpgradeError):
    """A version did not say that it can serve within the time that it is given."""
