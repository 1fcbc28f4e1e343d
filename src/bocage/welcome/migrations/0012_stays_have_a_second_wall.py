"""Row-level security on where a family sleeps and whom it meets: stays, weekends and ceremonies.

What hangs on a project is read where the project is. Beside that, somebody whom a family meets
reads that moment, and who takes or houses families reads what they offer.
"""

from django.db import migrations

READER = """
CREATE FUNCTION welcome_reader_address() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT email FROM people_person WHERE id = bocage_reader()
$$;
"""
NO_READER = "DROP FUNCTION welcome_reader_address();"

OF_PROJECT = "(SELECT true FROM welcome_settlementproject AS project WHERE project.id = project_id)"
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
    "welcome_stay": f"{OF_PROJECT} OR prepared_by_id = (SELECT bocage_reader())",
    "welcome_stayevent": "(SELECT true FROM welcome_stay AS stay WHERE stay.id = pgh_obj_id)",
    "welcome_stayfeedback": f"{OF_STAY} OR person_id = (SELECT bocage_reader())",
    "welcome_staystep": f"{OF_STAY} OR {IS_READER.format(column='contact_mail')}",
    "welcome_weekendhousehold": OF_PROJECT,
    "welcome_weekendcar": f"""{OF_WEEKEND}
        OR {IS_READER.format(column="driver_mail")} OR {IS_READER.format(column="told_mail")}
        OR EXISTS (SELECT FROM welcome_weekendhousehold AS taken WHERE taken.car_id = welcome_weekendcar.id)""",
    "welcome_nighthost": f"""{OF_WEEKEND}
        OR {IS_READER.format(column="mail")} OR {IS_READER.format(column="told_mail")}
        OR EXISTS (SELECT FROM welcome_weekendhousehold AS housed WHERE housed.host_id = welcome_nighthost.id)""",
    "welcome_ceremonyguest": OF_PROJECT,
    "welcome_ceremonyproposal": OF_PROJECT,
}
WALL = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY welcome_reader_of_programme ON {table} USING ({readable});
"""
NO_WALL = """
DROP POLICY welcome_reader_of_programme ON {table};
ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("welcome", "0011_what_is_told_is_hashed")]

    operations = [
        migrations.RunSQL(READER, NO_READER),
        *(
            migrations.RunSQL(
                WALL.format(table=table, readable=readable), NO_WALL.format(table=table)
            )
            for table, readable in READABLE.items()
        ),
    ]
