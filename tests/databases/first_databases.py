"""Makes what the databases and the instances of the tests begin as copies of.

    python -m tests.databases.first_databases

Each takes twenty seconds of one processor: made before the tests begin, it keeps none of their
processes waiting.
"""

import os

from tests.databases import embedded_database


def main() -> None:
    """Makes a migrated database and a migrated folder, where the migrations have changed."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bocage.settings")
    # Reading the settings asks for the server of the tests, which the plug-in has started.
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
