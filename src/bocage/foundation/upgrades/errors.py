"""Errors that stop an upgrade."""

from bocage.foundation.ops.operator_errors import OperatorError


class UpgradeError(OperatorError):
    """Error raised when a step of an upgrade failed; the message names the program and has its
    output.
    """


class NotReady(UpgradeError):
    """Error raised when a version did not become ready in time."""
