"""`python -m tests.rights` writes docs/security/rights.md again, from the matrix."""

import os

import django

if __name__ == "__main__":
    os.environ |= {"DJANGO_SETTINGS_MODULE": "bocage.settings", "BOCAGE_DEMO": "true"}
    django.setup()

    from tests.rights.document import write_document  # Its imports read the settings.

    write_document()
