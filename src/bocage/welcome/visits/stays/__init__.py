"""Stays: a household comes to see, with a programme made for it and desks that are booked."""
