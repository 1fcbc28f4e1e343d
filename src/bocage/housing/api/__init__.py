"""The room in the API: homes on the market, one's saved searches, the leads of one's mandates."""

from bocage.housing.api.homes import router as dwellings
from bocage.housing.api.leads import router as leads
from bocage.housing.api.searches import router as searches

__all__ = ["dwellings", "leads", "searches"]
