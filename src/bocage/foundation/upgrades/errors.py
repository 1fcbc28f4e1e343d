"""What hinders an upgrade."""

from bocage.foundation.ops.operator_errors import OperatorError


class UpgradeError(OperatorError):
    """Error raised when a step of an upgrade failed; the message names the program and has its
    output.
    """


class NotReady(UpgradeError):
    """A version did not say that it can serve within the time that it is given."""
