"""Settlement projects."""

from tests.people.holders import ADMIN, COORDINATORS, OF_THE_DEPARTEMENT

PROJECT_WITH_COMMUNE = "a settlement project that has chosen its commune"

RIGHTS = {
    ("welcome.see_board", "settlement projects, anywhere"): COORDINATORS,
    ("welcome.follow_project", "a settlement project"): OF_THE_DEPARTEMENT,
    ("welcome.follow_project", PROJECT_WITH_COMMUNE): COORDINATORS,
    ("welcome.see_own_project", PROJECT_WITH_COMMUNE): set(),
    ("welcome.erase_project", PROJECT_WITH_COMMUNE): ADMIN,
    (
        "welcome.manage_task_templates",
        "the task templates of a département",
    ): OF_THE_DEPARTEMENT,
}
