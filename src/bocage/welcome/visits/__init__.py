"""Visits: a household comes to see, alone (`stays/`) or with others (`weekends/`).

The moments of both, and those who are met, are one (`itinerary/`). What ends by the clock, with a
project or with an account sweeps both, and stands here.
"""
