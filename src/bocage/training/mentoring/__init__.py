"""Mentors of learners: who offers, who is proposed to whom, and their notes."""
