"""Programmes of the course: what a partner teaches, with its public pages.

The rows of cohorts and sessions stand here: the pages of a programme list them.
"""
