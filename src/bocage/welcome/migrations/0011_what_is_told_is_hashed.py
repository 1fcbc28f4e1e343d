"""What is told to somebody is looked up, rather than compared with each project.

A coordinator is told of thousands of projects: where a statement reads many, PostgreSQL compared
each with each of those, one after the other. It hashes what a query gives, not an array.
"""

from django.db import migrations

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


class Migration(migrations.Migration):
    dependencies = [("welcome", "0010_words_within_reach")]

    operations = [
        migrations.RunSQL(
            READER.replace("@is_told", IN_A_HASH), READER.replace("@is_told", IN_AN_ARRAY)
        )
    ]
