"""Scheduling of spaces: when they are open, for whom, and the rows that hold them.

Hours, closures, rules, bookings, holds and series as rows; what is free, what is allowed and what
it costs, worked out from the plan of a place that is kept in memory.
"""
