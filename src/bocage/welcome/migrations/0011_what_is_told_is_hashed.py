"""What is told to somebody is looked up, rather than compared with each project, and what hangs on a
project asks for that one.

A coordinator is told of thousands of projects: where a statement reads many, PostgreSQL compared
each with each of those, one after the other. It hashes what a query gives, not an array. And it
read every project of a country for the messages of fifty, since whether a row exists may be asked
of all at once; a row that is fetched by its key may not.
"""

from importlib import import_module

from django.db import migrations

before = import_module("bocage.welcome.migrations.0005_projects_have_a_second_wall")

READER = """
ALTER POLICY welcome_project_reader ON welcome_settlementproject USING (
    (SELECT people_reads_everything())
    OR departement_id = ANY ((SELECT people_reach('departement', '{coordinator}'))::text[])
    OR epci_id = ANY ((SELECT people_reach('epci', '{coordinator}'))::text[])
    OR @is_told
);
"""
IN_A_HASH = "id IN (SELECT unnest((SELECT welcome_projects_told())))"
IN_AN_ARRAY = "id = ANY ((SELECT welcome_projects_told())::uuid[])"

OF_A_PROJECT = """
ALTER POLICY welcome_reader_of_project ON @table USING (
    @verb (SELECT @what FROM welcome_settlementproject AS project WHERE project.id = project_id)
);
"""
FETCHED = OF_A_PROJECT.replace("@verb", "").replace("@what", "true")
EXISTS = OF_A_PROJECT.replace("@verb", "EXISTS").replace("@what", "")


class Migration(migrations.Migration):
    dependencies = [("welcome", "0010_words_within_reach")]

    operations = [
        migrations.RunSQL(
            READER.replace("@is_told", IN_A_HASH), READER.replace("@is_told", IN_AN_ARRAY)
        ),
        *(
            migrations.RunSQL(FETCHED.replace("@table", table), EXISTS.replace("@table", table))
            for table in before.OF_A_PROJECT
        ),
    ]
