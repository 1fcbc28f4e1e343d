"""Visits: a household comes alone (`stays/`) or with others (`weekends/`).

Both share the steps of a programme and the people met (`itinerary/`). Scheduled jobs, closed
projects and erased accounts concern both, and are handled here.
"""
