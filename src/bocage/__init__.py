"""Bocage: the open platform with which a rural territory welcomes people who telework."""

__version__ = "0.1.0"
