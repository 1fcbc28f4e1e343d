"""Prospects found by the address of a page."""

from bocage.foundation.http.access import finder
from bocage.outreach.prospects.models.prospects import Prospect

find_prospect = finder(Prospect.objects.select_related("departement", "merged_into"))
