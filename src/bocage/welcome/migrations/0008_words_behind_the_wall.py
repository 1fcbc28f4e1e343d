"""Words are looked for by their indexes behind the wall too.

PostgreSQL asks a policy before an operator that might tell what it sees, as `LIKE` does: it read
every project instead of their trigrams. The function looks as the owner, and answers with the keys
of those alone that the policy of projects gives to whom the page reads for.
"""

from django.db import migrations

SAYING = r"""
CREATE FUNCTION welcome_projects_saying(word text, people uuid[]) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE ROWS 100 SECURITY DEFINER
SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    wanted text := '%' || replace(replace(replace(word, '\', '\\'), '%', '\%'), '_', '\_') || '%';
    is_walled boolean := current_setting('role') <> 'none';
BEGIN
    RETURN QUERY
    WITH said AS MATERIALIZED (
        SELECT project.id FROM welcome_settlementproject AS project
            WHERE project.search_text LIKE wanted
        UNION
        SELECT project.id FROM welcome_settlementproject AS project
            WHERE people IS NOT NULL AND project.said_text LIKE wanted
        UNION
        SELECT message.project_id FROM welcome_projectmessage AS message
            WHERE people IS NOT NULL AND message.search_text LIKE wanted
        UNION
        SELECT adult.project_id FROM welcome_householdadult AS adult
            WHERE adult.person_id = ANY (people)
    )
    SELECT project.id FROM said JOIN welcome_settlementproject AS project ON project.id = said.id
    WHERE NOT is_walled
        OR (SELECT people_reads_everything())
        OR project.departement_id
            = ANY ((SELECT people_reach('departement', '{coordinator}'))::text[])
        OR project.epci_id = ANY ((SELECT people_reach('epci', '{coordinator}'))::text[])
        OR project.id = ANY ((SELECT welcome_projects_told())::uuid[]);
END
$$;
"""
NOT_SAYING = "DROP FUNCTION welcome_projects_saying(text, uuid[]);"


class Migration(migrations.Migration):
    dependencies = [
        ("welcome", "0007_history_has_a_second_wall"),
        ("people", "0008_how_far_mandates_reach"),
    ]

    operations = [migrations.RunSQL(SAYING, NOT_SAYING)]
