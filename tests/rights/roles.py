"""Each role on each kind of scope where it may be held, by its words in the matrix."""

from tests.rights.grid import ROLE_SCOPE_PAIRS

ROLES = {f"{role.value} of {kind.value}": (role, kind) for role, kind in ROLE_SCOPE_PAIRS}
