"""Databases of the suite: how they are made, copied, emptied, and read in the role of pages."""
