"""Changes of state of bookings."""
