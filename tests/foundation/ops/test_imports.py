"""Imports of every process of an instance before it serves: each package costs time and memory.

Web processes and workers are forked from one that has loaded settings, models, URLs and views.
Packages that few of them need (solvers, workbooks, graphs, object stores) are imported where they
are used. A package rejected by this test is imported inside the function that needs it, or is added
here on purpose.
"""

import json
import subprocess
import sys
from functools import cache

# Django, its applications, and what these import whether or not it is used.
FRAMEWORK = """
    allauth anyascii asgiref babel bs4 certifi charset_normalizer click defusedxml django
    django_cotton django_filters django_htmx django_permissions_policy django_tasks
    draftjs_exporter fido2 filetype idna laces markupsafe modelcluster modelsearch nh3
    oauth2_provider oauthlib jwcrypto permissionedforms pgtrigger pghistory requests
    rest_framework rules six soupsieve sqlparse swapper taggit telepath treebeard urllib3 wagtail
    whitenoise willow yaml
"""
DATABASE_AND_TASKS = "croniter procrastinate psycopg psycopg_binary psycopg_pool uuid_utils"
API_AND_SETTINGS = """
    annotated_types dotenv ninja pydantic pydantic_core pydantic_settings typing_extensions
    typing_inspection
"""
CALENDARS = "dateutil icalendar jours_feries_france recurring_ical_events x_wr_timezone"
FILES_AND_SENDING = """
    anyio attr blinker cryptography h11 http_ece httpcore markdown_it mdurl PIL packaging
    pillow_heif prometheus_client pyrage py_vapid stdnum structlog
"""
# Imported by the others where they are there, as they are in the environment of the tests.
WHERE_INSTALLED = "chardet django_stubs_ext greenlet jinja2 pygments rich"

MODULES_LIMIT = 5100

SCRIPT = """
import json, sys
import django
django.setup()
from django.core.handlers.wsgi import WSGIHandler
from django.urls import reverse
reverse("home")
WSGIHandler()
print(json.dumps(sorted(sys.modules)))
"""


def test_process_imports_the_listed_packages_and_no_other() -> None:
    modules = _modules_of_a_process()
    listed = {
        package
        for group in (
            FRAMEWORK, DATABASE_AND_TASKS, API_AND_SETTINGS, CALENDARS, FILES_AND_SENDING,
            WHERE_INSTALLED,
        )
        for package in group.split()
    }  # fmt: skip
    imported = {name.partition(".")[0] for name in modules if _is_of_a_package(name)}
    assert imported - {"bocage"} <= listed
    assert listed - set(WHERE_INSTALLED.split()) <= imported, "the list names what nobody imports"
    assert len(modules) < MODULES_LIMIT


def test_interface_of_wagtail_that_no_address_serves_is_not_built() -> None:
    assert not [name for name in _modules_of_a_process() if name.startswith("wagtail.api.v3")]


def _is_of_a_package(module: str) -> bool:
    """Checks whether a module is of a package that a wheel brought: compiled parts of one have
    names of their own, with an underscore or a hash."""
    name = module.partition(".")[0]
    return (
        name not in sys.stdlib_module_names
        and name not in {"sitecustomize", "cython_runtime"}
        and not name.startswith("_")
        and not name.endswith("__mypyc")
    )


@cache
def _modules_of_a_process() -> list[str]:
    finished = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True
    )
    modules: list[str] = json.loads(finished.stdout)
    return modules
