"""Row-level security on the owners of leads."""

from django.db import migrations

WALL = """
ALTER TABLE housing_leadowner ENABLE ROW LEVEL SECURITY;
CREATE POLICY housing_owner_reader ON housing_leadowner USING (
    (SELECT bocage_reads_by_link())
    OR EXISTS (
        SELECT FROM housing_lead AS lead
        JOIN territory_commune AS commune ON commune.code = lead.commune_id
        WHERE lead.id = housing_leadowner.lead_id AND (
            lead.reported_by_id = (SELECT bocage_reader())
            OR commune.code = ANY ((SELECT people_reach('commune', '{elected,town_hall}'))::text[])
            OR commune.epci_id = ANY ((SELECT people_reach('epci', '{elected}'))::text[])
            OR lead.caller <> 'town_hall' AND (
                commune.epci_id = ANY ((SELECT people_reach('epci', '{coordinator}'))::text[])
                OR commune.departement_id
                    = ANY ((SELECT people_reach('departement', '{coordinator}'))::text[])
            )
            OR lead.status = 'shared' AND EXISTS (
                SELECT FROM housing_leadrelease AS release
                WHERE release.lead_id = lead.id AND release.person_id = (SELECT bocage_reader())
                    AND release.released_at IS NOT NULL
            )
        )
    )
);
"""
NO_WALL = """
DROP POLICY housing_owner_reader ON housing_leadowner;
ALTER TABLE housing_leadowner DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("housing", "0002_initial"),
        ("people", "0002_functions"),
    ]

    operations = [
        migrations.RunSQL(WALL, NO_WALL),
    ]
