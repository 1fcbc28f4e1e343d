"""Answers of learners: needs before, opinion at the end, outcome afterwards; and result
indicators."""
