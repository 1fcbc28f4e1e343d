"""Rights on stays and welcome weekends."""

from tests.people.holders import COORDINATORS

RIGHTS = {
    ("welcome.see_stays", "stays, anywhere"): COORDINATORS,
    ("welcome.manage_stay", "a stay"): COORDINATORS,
    ("welcome.see_own_stay", "a stay"): set(),
    ("welcome.call_off_stay", "a stay"): COORDINATORS,
    ("welcome.manage_weekend", "a welcome weekend"): COORDINATORS,
}
