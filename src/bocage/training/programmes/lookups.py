"""Programmes found by the address of a page of their officers."""

from bocage.foundation.http.access import finder
from bocage.training.programmes.models.programmes import Programme

find_programme = finder(Programme.objects.with_rights(), programme_id="pk")
"""The programme of an address of the Espace."""
