"""Incoming mail: added to the thread or the relay that it answers, or held for the team."""
