"""Settlement projects."""

from tests.people.holders import ADMIN, COORDINATORS, OF_THE_DEPARTEMENT

CHOSEN = "a settlement project that has chosen its commune"

RIGHTS = {
    ("welcome.see_board", "settlement projects, anywhere"): COORDINATORS,
    ("welcome.follow_project", "a settlement project"): OF_THE_DEPARTEMENT,
    ("welcome.follow_project", CHOSEN): COORDINATORS,
    ("welcome.see_own_project", CHOSEN): set(),
    ("welcome.erase_project", CHOSEN): ADMIN,
    (
        "welcome.keep_task_templates",
        "the task templates of a département",
    ): OF_THE_DEPARTEMENT,
}
