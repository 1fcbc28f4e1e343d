"""What the product asks of PostgreSQL beyond its core: contrib modules and one function.

All of them are trusted extensions: whoever may create objects in the database may create
them, without being a superuser.
"""

from django.contrib.postgres.operations import CreateExtension
from django.db import NotSupportedError, OperationalError, ProgrammingError, migrations


class RequiredExtension(CreateExtension):
    """Creates an extension, or says in words what the administrator of the server must do."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        try:
            super().database_forwards(app_label, schema_editor, from_state, to_state)
        except (NotSupportedError, OperationalError, ProgrammingError) as error:
            raise type(error)(
                f"The PostgreSQL extension “{self.name}” is missing and could not be created "
                f"({str(error).strip()}). Ask the administrator of the server to install the "
                f"contrib modules and to run, in this database: "
                f'CREATE EXTENSION IF NOT EXISTS "{self.name}";'
            ) from error


# Bound to the cube functions when it is created, so that it works under the empty search path
# with which PostgreSQL 17 and later build and analyse indexes.
CREATE_EARTH_POINT = """
CREATE FUNCTION earth_point(latitude double precision, longitude double precision)
RETURNS cube LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN cube(ARRAY[
    cos(radians(latitude)) * cos(radians(longitude)),
    cos(radians(latitude)) * sin(radians(longitude)),
    sin(radians(latitude))
])
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        RequiredExtension("btree_gist"),
        RequiredExtension("cube"),
        RequiredExtension("pg_trgm"),
        RequiredExtension("unaccent"),
        migrations.RunSQL(
            CREATE_EARTH_POINT, "DROP FUNCTION earth_point(double precision, double precision)"
        ),
    ]
