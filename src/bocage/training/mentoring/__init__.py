"""Mentors of learners: offers, matching, and notes."""
