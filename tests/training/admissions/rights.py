"""The rights over applications, and in a jury."""

from tests.people.holders import ACCOUNT, HOLDER, WITH_AN_ACCOUNT
from tests.training.programmes.rights import OFFICERS

RIGHTS = {
    ("training.apply", "a cohort to apply to"): {ACCOUNT, *WITH_AN_ACCOUNT},
    ("training.write_application", "an application"): {HOLDER},
    ("training.manage_application", "an application"): OFFICERS,
    ("training.manage_application", "an application that is not sent"): set(),
    ("training.grant_delay", "an application that is not sent"): OFFICERS,
    ("training.see_document", "a document of an application"): {*OFFICERS, HOLDER},
    ("training.read_application", "an application to read"): {HOLDER},
    ("training.leave_jury", "a seat in a jury"): {*OFFICERS, HOLDER},
}
