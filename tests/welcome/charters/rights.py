"""Rights on the charter of a commune, its commitments, and the table of communes."""

from tests.people.holders import COORDINATORS, LEAD_MANAGERS

RIGHTS = {
    ("welcome.see_communes", "the communes of the territory"): COORDINATORS,
    ("welcome.sign_charter", "the charter of a commune"): {"elected of commune"},
    ("welcome.manage_charter", "the charter of a commune"): LEAD_MANAGERS,
    ("welcome.manage_charter", "a commitment of a commune"): LEAD_MANAGERS,
    ("welcome.see_charter", "a commune that may sign the charter"): LEAD_MANAGERS,
    ("welcome.ask_for_charter", "a commune that may sign the charter"): COORDINATORS,
}
