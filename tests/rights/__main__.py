"""`python -m tests.rights` writes the documents of rights again: docs/architecture/rights.md from
the policies, docs/security/rights.md from the matrix."""

import os

import django

if __name__ == "__main__":
    os.environ |= {"DJANGO_SETTINGS_MODULE": "bocage.settings", "BOCAGE_DEMO": "true"}
    django.setup()

    from tests.rights import document, grid_document  # Their imports read the settings.

    document.write_document()
    grid_document.write_document()
