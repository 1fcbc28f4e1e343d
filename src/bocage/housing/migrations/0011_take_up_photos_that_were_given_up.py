"""Photos that were given up because their server failed are asked for again.

Apart from the columns that this takes (0007): to read a large table while its columns are added
would keep everybody from it meanwhile.
"""

from django.db import migrations

TAKE_UP_AGAIN = """
UPDATE housing_listingphoto SET state = 'waiting', error = ''
WHERE state = 'unreadable' AND error IN ('host_unknown', 'unreachable', 'too_slow', 'server_failing')
"""


class Migration(migrations.Migration):
    dependencies = [("housing", "0010_tell_homes_that_changed")]

    operations = [migrations.RunSQL(TAKE_UP_AGAIN, migrations.RunSQL.noop, elidable=True)]
