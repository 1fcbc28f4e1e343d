"""The course: programmes, their cohorts and sessions, and those who learn there."""
