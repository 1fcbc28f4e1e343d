"""`python -m tests.security_documents` writes again what docs/security has from the code."""

import os

import django

if __name__ == "__main__":
    os.environ |= {"DJANGO_SETTINGS_MODULE": "bocage.settings", "BOCAGE_DEMO": "true"}
    django.setup()

    from tests.security_documents.documents import DOCUMENTS, FOLDER  # They read the settings.

    for name, write in DOCUMENTS.items():
        (FOLDER / name).write_text(write(), encoding="utf-8")
