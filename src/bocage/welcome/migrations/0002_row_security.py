"""Row-level security on settlement projects and what hangs on them.

What hangs on a project is read where the project is, fetched by its key: whether it exists could be
asked of all at once, which reads every project of a country. Beside that, somebody whom a family
meets reads that moment, and who takes or houses families reads what they offer. What is told to
somebody is unnested, since PostgreSQL hashes what a query gives, not an array.

PostgreSQL asks a policy before an operator that might tell what it sees, as `LIKE` does: it read
every project instead of their trigrams. `welcome_projects_matching` looks as the owner, and answers
with the keys of those alone that the policy of projects gives to whom the page reads for.
"""

from django.db import migrations

PROJECTS = """
CREATE FUNCTION welcome_disclosed_projects() RETURNS uuid[]
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
    OR id IN (SELECT unnest((SELECT welcome_disclosed_projects())))
);
"""
NO_PROJECTS = """
DROP POLICY welcome_project_reader ON welcome_settlementproject;
ALTER TABLE welcome_settlementproject DISABLE ROW LEVEL SECURITY;
DROP FUNCTION welcome_disclosed_projects();
"""

MAY_BE_SEEN = """(sees_all OR project.departement_id = ANY (departements)
            OR project.epci_id = ANY (epcis) OR project.id = ANY (disclosed))"""
MATCHING = r"""
CREATE FUNCTION welcome_projects_matching(word text, people uuid[]) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE ROWS 1000 SECURITY DEFINER
SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    pattern text := '%' || replace(replace(replace(word, '\', '\\'), '%', '\%'), '_', '\_') || '%';
    sees_all boolean := current_setting('role') = 'none';
    departements text[] := '{}';
    epcis text[] := '{}';
    disclosed uuid[] := '{}';
BEGIN
    IF NOT sees_all THEN
        sees_all := people_reads_everything();
        departements := people_reach('departement', '{coordinator}');
        epcis := people_reach('epci', '{coordinator}');
        disclosed := welcome_disclosed_projects();
    END IF;
    RETURN QUERY
    SELECT project.id FROM welcome_settlementproject AS project
        WHERE project.search_text LIKE pattern AND @may_be_seen
    UNION
    SELECT project.id FROM welcome_settlementproject AS project
        WHERE people IS NOT NULL AND project.narrative_text LIKE pattern AND @may_be_seen
    UNION
    SELECT project.id FROM welcome_settlementproject AS project
        JOIN welcome_projectmessage AS message ON message.project_id = project.id
        WHERE people IS NOT NULL AND message.search_text LIKE pattern AND @may_be_seen
    UNION
    SELECT project.id FROM welcome_settlementproject AS project
        JOIN welcome_householdadult AS adult ON adult.project_id = project.id
        WHERE adult.person_id = ANY (people) AND @may_be_seen;
END
$$;
""".replace("@may_be_seen", MAY_BE_SEEN)
NO_MATCHING = "DROP FUNCTION welcome_projects_matching(text, uuid[]);"

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

READER = """
CREATE FUNCTION welcome_reader_address() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT email FROM people_person WHERE id = bocage_reader()
$$;
"""
NO_READER = "DROP FUNCTION welcome_reader_address();"

OF_PROJECT = "(SELECT true FROM welcome_settlementproject AS project WHERE project.id = project_id)"
VERSIONS = """(SELECT people_reads_everything())
    OR EXISTS (SELECT FROM {table} AS one WHERE one.id = pgh_obj_id)"""
OF_STAY = "(SELECT true FROM welcome_stay AS stay WHERE stay.id = stay_id)"
OF_WEEKEND = """(
    SELECT true FROM welcome_welcomeweekend AS weekend
    LEFT JOIN territory_commune AS commune ON commune.code = weekend.commune_id
    WHERE weekend.id = weekend_id AND (
        (SELECT people_reads_everything())
        OR weekend.departement_id = ANY ((SELECT people_reach('departement', '{coordinator}'))::text[])
        OR coalesce(commune.epci_id, weekend.epci_id)
            = ANY ((SELECT people_reach('epci', '{coordinator}'))::text[])
    )
)"""
IS_READER = "lower({column}) = (SELECT lower(welcome_reader_address()))"

READABLE = {
    **dict.fromkeys(OF_A_PROJECT, OF_PROJECT),
    **{
        f"{table}event": VERSIONS.format(table=table)
        for table in ("welcome_settlementproject", "welcome_projectconsent", "welcome_relay")
    },
    "welcome_stay": f"{OF_PROJECT} OR prepared_by_id = (SELECT bocage_reader())",
    "welcome_stayevent": "(SELECT true FROM welcome_stay AS stay WHERE stay.id = pgh_obj_id)",
    "welcome_stayfeedback": f"{OF_STAY} OR person_id = (SELECT bocage_reader())",
    "welcome_staystep": f"{OF_STAY} OR {IS_READER.format(column='contact_mail')}",
    "welcome_weekendhousehold": OF_PROJECT,
    "welcome_weekendcar": f"""{OF_WEEKEND}
        OR {IS_READER.format(column="driver_mail")} OR {IS_READER.format(column="notified_mail")}
        OR EXISTS (SELECT FROM welcome_weekendhousehold AS taken WHERE taken.car_id = welcome_weekendcar.id)""",
    "welcome_nighthost": f"""{OF_WEEKEND}
        OR {IS_READER.format(column="mail")} OR {IS_READER.format(column="notified_mail")}
        OR EXISTS (SELECT FROM welcome_weekendhousehold AS housed WHERE housed.host_id = welcome_nighthost.id)""",
    "welcome_ceremonyguest": OF_PROJECT,
    "welcome_ceremonyproposal": OF_PROJECT,
}
WALL = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY welcome_reader ON {table} USING ({readable});
"""
NO_WALL = """
DROP POLICY welcome_reader ON {table};
ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("welcome", "0001_initial"),
        ("people", "0002_functions"),
    ]

    operations = [
        migrations.RunSQL(PROJECTS, NO_PROJECTS),
        migrations.RunSQL(MATCHING, NO_MATCHING),
        migrations.RunSQL(READER, NO_READER),
        *(
            migrations.RunSQL(
                WALL.format(table=table, readable=readable),
                NO_WALL.format(table=table),
            )
            for table, readable in READABLE.items()
        ),
    ]
