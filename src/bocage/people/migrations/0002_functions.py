"""The shared cache, and how far the mandates of a reader go.

Django's database cache, in which django-allauth counts attempts, is not logged: what a crash loses
is a few counts. The functions serve the policies of row-level security of every room; they read as
the owner of the tables: a policy that read them as the role of pages would ask the policies of what
it reads.
"""

from django.db import migrations

CACHE = """
CREATE UNLOGGED TABLE people_sharedcache (
    cache_key varchar(255) NOT NULL PRIMARY KEY,
    value text NOT NULL,
    expires timestamptz NOT NULL
);
CREATE INDEX people_sharedcache_expires ON people_sharedcache (expires);
"""
REACH = """
CREATE FUNCTION people_reach(wanted_kind text, wanted_roles text[]) RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    reader uuid := bocage_reader();
    day date := bocage_day();
BEGIN
    IF reader IS NULL THEN
        RETURN '{}';
    END IF;
    RETURN ARRAY(
        SELECT CASE wanted_kind
            WHEN 'departement' THEN scope.departement_id
            WHEN 'epci' THEN scope.epci_id
            WHEN 'commune' THEN scope.commune_id
            ELSE scope.id::text
        END
        FROM people_mandate AS mandate
        JOIN people_scope AS scope ON scope.id = mandate.scope_id
        JOIN people_person AS person ON person.id = mandate.person_id
        WHERE mandate.person_id = reader AND person.is_active
            AND mandate.role = ANY (wanted_roles) AND scope.kind = wanted_kind
            AND mandate.starts_on <= day AND (mandate.ends_on IS NULL OR mandate.ends_on > day)
    );
END
$$;
CREATE FUNCTION people_reads_everything() RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT bocage_reads_by_link() OR people_reach('instance', '{admin}') <> '{}'
$$;
"""
NO_REACH = """
DROP FUNCTION people_reads_everything();
DROP FUNCTION people_reach(text, text[]);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
        ("foundation", "0002_functions"),
    ]

    operations = [
        migrations.RunSQL(CACHE, "DROP TABLE people_sharedcache"),
        migrations.RunSQL(REACH, NO_REACH),
    ]
