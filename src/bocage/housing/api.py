"""The room in the API: homes on the market, one's saved searches, the leads of one's mandates."""

from bocage.housing.homes.api.homes import router as dwellings
from bocage.housing.leads.api import router as leads
from bocage.housing.searches.api import router as searches

__all__ = ["dwellings", "leads", "searches"]
