"""What a project has by now: one statement, so that its pages do not ask for what is not there.

A page of a project is told by some forty subjects, of which most have nothing to say of most
households. Each asks through `rows_of`:

    for stay in rows_of(project, project.stays.select_related("prepared_by")): ...
"""

from functools import cache

from django.db import connection, models

from bocage.welcome.projects.models.messages import ProjectConsent
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.operations.consents import agreed_uses

CONTENTS = "_known_contents"
USES = "_known_uses"


def note_contents(project: SettlementProject) -> None:
    """Notes, on this object alone, which tables have rows of the project and what it agrees to:
    for a page that changes nothing more. Two statements at most."""
    with connection.cursor() as cursor:
        cursor.execute(_statement(), {"project": project.pk})
        (found,) = cursor.fetchone()
    project.__dict__[CONTENTS] = known = frozenset(found)
    has_agreed = ProjectConsent._meta.db_table in known
    project.__dict__[USES] = agreed_uses(project) if has_agreed else frozenset()


def rows_of[Model: models.Model](
    project: SettlementProject,
    rows: models.QuerySet[Model],
    *,
    through: type[models.Model] | None = None,
) -> models.QuerySet[Model]:
    """These rows of a project; none, unasked, where it is known to have none. `through` is what
    ties them to the project, where they do not name it themselves."""
    known = project.__dict__.get(CONTENTS)
    table = (through or rows.model)._meta.db_table
    return rows if known is None or table in known else rows.none()


def known_uses(project: SettlementProject) -> frozenset[str]:
    """Every use that the household agrees to today; asked once where the page has noted it."""
    known: frozenset[str] | None = project.__dict__.get(USES)
    return agreed_uses(project) if known is None else known


@cache
def _statement() -> str:
    tables = sorted(
        {
            relation.related_model._meta.db_table
            for relation in SettlementProject._meta.related_objects
            if relation.field.name == "project" and not relation.hidden
        }
    )
    parts = ", ".join(
        f"CASE WHEN EXISTS (SELECT FROM {table} WHERE project_id = %(project)s) THEN '{table}' END"
        for table in tables
    )
    return f"SELECT array_remove(ARRAY[{parts}], NULL)"
