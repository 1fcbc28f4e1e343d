"""Has the homes on the market be joined anew, by what was known and not heeded.

How many listings of a kind a commune has was counted as one, and the price of today stood among the
earlier ones, so that what two agencies' prices usually differ by was not asked. The workers settle
what `settled_at` leaves empty, a batch at a time.
"""

from django.db import migrations

EMPTY_SETTLED_AT = """
UPDATE housing_listing SET settled_at = NULL WHERE gone_at IS NULL AND settled_at IS NOT NULL
"""


class Migration(migrations.Migration):
    dependencies = [("housing", "0004_narrow_searches_and_likeness")]

    operations = [
        migrations.RunSQL(EMPTY_SETTLED_AT, migrations.RunSQL.noop, elidable=True),
    ]
