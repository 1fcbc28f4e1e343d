"""Applications found by the address of a page."""

from bocage.foundation.http.access import finder
from bocage.training.admissions.models.applications import Application

find_application = finder(Application.objects.with_rights(), application_id="pk")
