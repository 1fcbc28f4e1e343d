"""Dashboards: what each role reads of its part of the territory.

A dashboard is a kind (`kinds`: for whom, which figures, what lies beneath) on a ground (`grounds`:
a part of the territory, a place, a campaign…). What somebody reads truly on it is a matter of
rights over the rows that were counted (`rows`); the rest is what the public reads.
"""
