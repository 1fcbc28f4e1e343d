"""What the policies of row-level security ask: for whom the request reads, and on which day."""

from django.db import migrations

FUNCTIONS = """
CREATE FUNCTION bocage_reader() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN current_setting('bocage.person', true) ~ '^[0-9a-f-]{36}$'
        THEN current_setting('bocage.person', true)::uuid END
$$;
CREATE FUNCTION bocage_reads_by_link() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(current_setting('bocage.person', true) = 'link', false)
$$;
CREATE FUNCTION bocage_day() RETURNS date LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(nullif(current_setting('bocage.day', true), '')::date, current_date)
$$;
"""
NO_FUNCTIONS = """
DROP FUNCTION bocage_reader();
DROP FUNCTION bocage_reads_by_link();
DROP FUNCTION bocage_day();
"""


class Migration(migrations.Migration):
    dependencies = [("foundation", "0013_versions_of_what_anybody_may_read")]

    operations = [migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS)]
