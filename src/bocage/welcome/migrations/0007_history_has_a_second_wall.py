"""Row-level security on the versions of what is behind the wall: they are read where it is."""

from django.db import migrations

WALLED = ("settlementproject", "projectconsent", "relay")
WALL = """
ALTER TABLE welcome_{one}event ENABLE ROW LEVEL SECURITY;
CREATE POLICY welcome_reader_of_versions ON welcome_{one}event USING (
    (SELECT people_reads_everything())
    OR EXISTS (SELECT FROM welcome_{one} AS one WHERE one.id = pgh_obj_id)
);
"""
NO_WALL = """
DROP POLICY welcome_reader_of_versions ON welcome_{one}event;
ALTER TABLE welcome_{one}event DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("welcome", "0006_consents_have_a_history")]

    operations = [
        migrations.RunSQL(WALL.format(one=one), NO_WALL.format(one=one)) for one in WALLED
    ]
