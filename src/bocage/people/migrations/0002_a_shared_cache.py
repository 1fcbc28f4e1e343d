"""The table of Django's database cache, in which django-allauth counts attempts.

It is not logged: what a crash loses is a few counts.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "0001_people_and_standings")]

    operations = [
        migrations.RunSQL(
            """
            CREATE UNLOGGED TABLE people_sharedcache (
                cache_key varchar(255) NOT NULL PRIMARY KEY,
                value text NOT NULL,
                expires timestamptz NOT NULL
            );
            CREATE INDEX people_sharedcache_expires ON people_sharedcache (expires);
            """,
            "DROP TABLE people_sharedcache",
        )
    ]
