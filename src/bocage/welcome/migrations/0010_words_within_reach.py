"""Words are looked for among the projects that their reader may see, not among those of a country.

Whom the page reads for is asked once, and its answer stands in each search: an index of words and
one of départements are read together. What is told to somebody was an array that each project of
the country was compared with, one after the other.
"""

from importlib import import_module

from django.db import migrations

MAY_BE_SEEN = """(sees_all OR project.departement_id = ANY (departements)
            OR project.epci_id = ANY (epcis) OR project.id = ANY (told))"""
SAYING = r"""
CREATE OR REPLACE FUNCTION welcome_projects_saying(word text, people uuid[]) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE ROWS 1000 SECURITY DEFINER
SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    wanted text := '%' || replace(replace(replace(word, '\', '\\'), '%', '\%'), '_', '\_') || '%';
    sees_all boolean := current_setting('role') = 'none';
    departements text[] := '{}';
    epcis text[] := '{}';
    told uuid[] := '{}';
BEGIN
    IF NOT sees_all THEN
        sees_all := people_reads_everything();
        departements := people_reach('departement', '{coordinator}');
        epcis := people_reach('epci', '{coordinator}');
        told := welcome_projects_told();
    END IF;
    RETURN QUERY
    SELECT project.id FROM welcome_settlementproject AS project
        WHERE project.search_text LIKE wanted AND @may_be_seen
    UNION
    SELECT project.id FROM welcome_settlementproject AS project
        WHERE people IS NOT NULL AND project.said_text LIKE wanted AND @may_be_seen
    UNION
    SELECT project.id FROM welcome_settlementproject AS project
        JOIN welcome_projectmessage AS message ON message.project_id = project.id
        WHERE people IS NOT NULL AND message.search_text LIKE wanted AND @may_be_seen
    UNION
    SELECT project.id FROM welcome_settlementproject AS project
        JOIN welcome_householdadult AS adult ON adult.project_id = project.id
        WHERE adult.person_id = ANY (people) AND @may_be_seen;
END
$$;
""".replace("@may_be_seen", MAY_BE_SEEN)
BEFORE = import_module("bocage.welcome.migrations.0008_words_behind_the_wall").SAYING


class Migration(migrations.Migration):
    dependencies = [("welcome", "0009_sponsorships_refused")]

    operations = [
        migrations.RunSQL(SAYING, BEFORE.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"))
    ]
