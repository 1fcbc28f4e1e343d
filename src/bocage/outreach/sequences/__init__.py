"""Sequences of letters: drafting, enrolment of prospects, scheduled sending, answers, end."""
