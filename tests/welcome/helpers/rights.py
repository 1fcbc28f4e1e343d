"""People who help."""

from tests.people.holders import COORDINATORS

RIGHTS = {
    ("welcome.manage_helper", "the card of somebody who helps"): COORDINATORS,
    ("welcome.see_helpers", "the address book, anywhere"): COORDINATORS,
}
