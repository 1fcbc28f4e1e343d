"""Figures of the course: one line a programme, for who runs or follows them."""
