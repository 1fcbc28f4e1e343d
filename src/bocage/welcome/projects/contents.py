"""Tables that have rows of a project, read in one statement, so that pages skip empty queries.

A page of a project is made by some forty subjects, most of which have no rows for most households.
Each reads through `rows_of`:

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
    """Caches, on this object only, which tables have rows of the project and its consents, for a
    page that changes nothing afterwards. At most two statements.
    """
    with connection.cursor() as cursor:
        cursor.execute(_statement(), {"project": project.pk})
        (names,) = cursor.fetchone()
    project.__dict__[CONTENTS] = tables = frozenset(names)
    has_agreed = ProjectConsent._meta.db_table in tables
    project.__dict__[USES] = agreed_uses(project) if has_agreed else frozenset()


def rows_of[Model: models.Model](
    project: SettlementProject,
    rows: models.QuerySet[Model],
    *,
    through: type[models.Model] | None = None,
) -> models.QuerySet[Model]:
    """Returns the given rows of a project, or an empty queryset, without a query, if
    `note_contents` found that their table has none for it. `through` is the model that ties the
    rows to the project, if they do not reference it themselves.
    """
    tables = project.__dict__.get(CONTENTS)
    table = (through or rows.model)._meta.db_table
    return rows if tables is None or table in tables else rows.none()


def known_uses(project: SettlementProject) -> frozenset[str]:
    """Returns every use of its data to which the household consents today; reads it from the cache
    (`note_contents`) if there is one, or else with one query.
    """
    uses: frozenset[str] | None = project.__dict__.get(USES)
    return agreed_uses(project) if uses is None else uses


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
