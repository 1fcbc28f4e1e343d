"""Roles on each kind of scope where they may be held, by their names in the matrix."""

from tests.rights.grid import ROLE_SCOPE_PAIRS

ROLES = {f"{role.value} of {kind.value}": (role, kind) for role, kind in ROLE_SCOPE_PAIRS}
