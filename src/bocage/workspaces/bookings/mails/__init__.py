"""Messages of bookings."""
