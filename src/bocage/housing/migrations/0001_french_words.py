"""How the words of listings and of searches are read: French, whether or not accents are written.

`unaccent` comes first, so that « longère », « longere » and « LONGÈRES » are one word for the
French stemmer. Only words with letters go through it: numbers are kept as they are.
"""

from django.db import migrations

CREATE_CONFIGURATION = """
CREATE TEXT SEARCH CONFIGURATION bocage_french (COPY = pg_catalog.french);
ALTER TEXT SEARCH CONFIGURATION bocage_french
    ALTER MAPPING FOR asciiword, asciihword, hword_asciipart, word, hword, hword_part
    WITH unaccent, french_stem;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [("territory", "0001_extensions")]

    operations = [
        migrations.RunSQL(
            CREATE_CONFIGURATION, "DROP TEXT SEARCH CONFIGURATION IF EXISTS bocage_french"
        ),
    ]
