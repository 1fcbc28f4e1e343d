"""Dashboards of the figures of a part of the territory, by role.

A dashboard is a kind (`kinds`: its readers, its figures, its table) on a ground (`grounds`: a part
of the territory, a place, a campaign…). A person reads exact figures if they may read the rows that
were counted (`rows`); otherwise they read the published ones.
"""
