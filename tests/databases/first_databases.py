"""Creates the databases and instances that those of the tests are copied from.

    python -m tests.databases.first_databases

Each takes twenty seconds of one processor: created before the tests begin, none blocks a test
process.
"""

import os

from tests.databases import embedded_database


def main() -> None:
    """Makes a migrated database and a migrated folder, where the migrations have changed."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bocage.settings")
    # Reading the settings requires the test server, started by the plug-in.
    import django

    django.setup()
    from tests.databases.migrated_folder import migrated_folder
    from tests.databases.pristine_database import pristine_database

    try:
        pristine_database()
        migrated_folder()
    finally:
        embedded_database.pytest_unconfigure()


if __name__ == "__main__":
    main()
