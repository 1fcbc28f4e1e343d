"""Has every home on the market follow the rules of today: where it stands in its commune.

Dwellings are made again only when one of their listings changes, so a release that changes how
they are made empties `settled_at`; the workers then settle them, a batch at a time, and tell
those alone whom a home did not answer before.
"""

from django.db import migrations

EMPTY_SETTLED_AT = """
UPDATE housing_listing SET settled_at = NULL WHERE gone_at IS NULL AND settled_at IS NOT NULL
"""


class Migration(migrations.Migration):
    dependencies = [("housing", "0002_sources_dwellings_leads_and_searches")]

    operations = [
        migrations.RunSQL(EMPTY_SETTLED_AT, migrations.RunSQL.noop, elidable=True),
    ]
