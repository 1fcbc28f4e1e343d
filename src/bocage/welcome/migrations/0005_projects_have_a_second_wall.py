"""Row-level security on settlement projects and what hangs on them."""

from django.db import migrations

PROJECTS = """
CREATE FUNCTION welcome_projects_told() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    reader uuid := bocage_reader();
    communes text[];
    epcis text[];
    departements text[];
BEGIN
    IF reader IS NULL THEN
        RETURN '{}';
    END IF;
    communes := people_reach('commune', '{elected,town_hall,sponsor}');
    epcis := people_reach('epci', '{elected,coordinator}');
    departements := people_reach('departement', '{club_organiser}');
    RETURN ARRAY(
        SELECT project_id FROM welcome_householdadult WHERE person_id = reader
        UNION
        SELECT id FROM welcome_settlementproject
            WHERE coordinator_id = reader OR next_action_by_id = reader
        UNION
        SELECT sponsorship.project_id FROM welcome_sponsorship AS sponsorship
            JOIN welcome_sponsorprofile AS profile ON profile.id = sponsorship.sponsor_id
            WHERE profile.person_id = reader
        UNION
        SELECT project_id FROM welcome_clubintroduction WHERE person_id = reader
        UNION
        SELECT introduction.project_id FROM welcome_clubmeeting AS meeting
            JOIN welcome_clubintroduction AS introduction ON introduction.id = meeting.introduction_id
            JOIN network_member AS member ON member.id = meeting.member_id
            WHERE member.person_id = reader
        UNION
        SELECT introduction.project_id FROM welcome_clubintroduction AS introduction
            JOIN welcome_settlementproject AS project ON project.id = introduction.project_id
            WHERE project.departement_id = ANY (departements)
        UNION
        SELECT request.project_id FROM welcome_helprequest AS request
            JOIN welcome_helper AS helper ON helper.id = request.helper_id
            WHERE helper.person_id = reader
        UNION
        SELECT guest.project_id FROM welcome_ceremonyguest AS guest
            JOIN welcome_ceremony AS ceremony ON ceremony.id = guest.ceremony_id
            JOIN territory_commune AS commune ON commune.code = ceremony.commune_id
            WHERE commune.code = ANY (communes) OR commune.epci_id = ANY (epcis)
        UNION
        SELECT relay.project_id FROM welcome_relay AS relay
            JOIN territory_commune AS commune ON commune.code = relay.commune_id
            WHERE commune.code = ANY (communes) OR commune.epci_id = ANY (epcis)
        UNION
        SELECT proposal.project_id FROM welcome_communeproposal AS proposal
            JOIN territory_commune AS commune ON commune.code = proposal.commune_id
            WHERE commune.code = ANY (communes) OR commune.epci_id = ANY (epcis)
        UNION
        SELECT sponsorship.project_id FROM welcome_sponsorship AS sponsorship
            JOIN welcome_sponsorprofile AS profile ON profile.id = sponsorship.sponsor_id
            JOIN territory_commune AS commune ON commune.code = profile.commune_id
            WHERE commune.code = ANY (communes) OR commune.epci_id = ANY (epcis)
        UNION
        SELECT project.id FROM welcome_settlementproject AS project
            JOIN territory_commune AS commune ON commune.code = project.commune_id
            WHERE commune.code = ANY (communes) OR commune.epci_id = ANY (epcis)
    );
END
$$;
ALTER TABLE welcome_settlementproject ENABLE ROW LEVEL SECURITY;
CREATE POLICY welcome_project_reader ON welcome_settlementproject USING (
    (SELECT people_reads_everything())
    OR departement_id = ANY ((SELECT people_reach('departement', '{coordinator}'))::text[])
    OR epci_id = ANY ((SELECT people_reach('epci', '{coordinator}'))::text[])
    OR id = ANY ((SELECT welcome_projects_told())::uuid[])
);
"""
NO_PROJECTS = """
DROP POLICY welcome_project_reader ON welcome_settlementproject;
ALTER TABLE welcome_settlementproject DISABLE ROW LEVEL SECURITY;
DROP FUNCTION welcome_projects_told();
"""

OF_A_PROJECT = (
    "welcome_householdadult",
    "welcome_projectmessage",
    "welcome_projectconsent",
    "welcome_projecttask",
    "welcome_followup",
    "welcome_followedhome",
    "welcome_relay",
    "welcome_stagemove",
)
"""What hangs on a project is read where the project is. Who is of a household is also asked before
one knows which."""
WALL = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY welcome_reader_of_project ON {table} USING (
    EXISTS (SELECT FROM welcome_settlementproject AS project WHERE project.id = project_id)
);
"""
NO_WALL = """
DROP POLICY welcome_reader_of_project ON {table};
ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("welcome", "0004_how_households_arrived"),
        ("people", "0008_how_far_mandates_reach"),
    ]

    operations = [
        migrations.RunSQL(PROJECTS, NO_PROJECTS),
        *(
            migrations.RunSQL(WALL.format(table=table), NO_WALL.format(table=table))
            for table in OF_A_PROJECT
        ),
    ]
