"""Campaigns found by the address of a page."""

from bocage.foundation.http.access import finder
from bocage.outreach.campaigns.models import Campaign

find_campaign = finder(Campaign.objects.select_related("departement"))
