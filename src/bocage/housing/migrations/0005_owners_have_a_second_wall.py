"""Owners leave the row of their lead for a table behind row-level security.

The columns of before stay empty until the next release drops them: what the release of before
still writes there, served beside this one, goes to the new table at once.
"""

from django.db import migrations

WALL = """
ALTER TABLE housing_leadowner ENABLE ROW LEVEL SECURITY;
CREATE POLICY housing_owner_reader ON housing_leadowner USING (
    (SELECT bocage_reads_by_link())
    OR EXISTS (
        SELECT FROM housing_lead AS lead
        JOIN territory_commune AS commune ON commune.code = lead.commune_id
        WHERE lead.id = housing_leadowner.lead_id AND (
            lead.told_by_id = (SELECT bocage_reader())
            OR commune.code = ANY ((SELECT people_reach('commune', '{elected,town_hall}'))::text[])
            OR commune.epci_id = ANY ((SELECT people_reach('epci', '{elected}'))::text[])
            OR lead.who_may_call <> 'town_hall' AND (
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

MOVE = """
CREATE FUNCTION housing_move_owner() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO housing_leadowner (lead_id, name, phone)
        VALUES (NEW.id, NEW.owner_name, NEW.owner_phone)
        ON CONFLICT (lead_id) DO UPDATE SET name = excluded.name, phone = excluded.phone;
    NEW.owner_name := '';
    NEW.owner_phone := '';
    NEW.has_owner := true;
    RETURN NEW;
END
$$;
CREATE TRIGGER housing_owner_moves
    BEFORE INSERT OR UPDATE OF owner_name, owner_phone ON housing_lead
    FOR EACH ROW WHEN (NEW.owner_name <> '' OR NEW.owner_phone <> '')
    EXECUTE FUNCTION housing_move_owner();
UPDATE housing_lead SET owner_name = owner_name WHERE owner_name <> '' OR owner_phone <> '';
"""
MOVE_BACK = """
DROP TRIGGER housing_owner_moves ON housing_lead;
DROP FUNCTION housing_move_owner();
UPDATE housing_lead SET owner_name = owner.name, owner_phone = owner.phone
    FROM housing_leadowner AS owner WHERE owner.lead_id = housing_lead.id;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("housing", "0004_owners_of_leads"),
        ("people", "0008_how_far_mandates_reach"),
    ]

    operations = [
        migrations.RunSQL(WALL, NO_WALL),
        # Last: a table with rows that its keys still check is not changed.
        migrations.RunSQL(MOVE, MOVE_BACK),
    ]
