"""What learners answer: needs before, opinion at the end, news afterwards, and results."""
