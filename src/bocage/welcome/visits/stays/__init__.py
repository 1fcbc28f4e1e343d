"""Stays: visits of a household, with a programme made for it and booked desks."""
