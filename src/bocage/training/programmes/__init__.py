"""Programmes of the course: content taught by a partner, with its public pages.

The models of cohorts and sessions are here, since the pages of a programme list them.
"""
