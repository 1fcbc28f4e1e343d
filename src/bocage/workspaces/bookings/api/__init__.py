"""Api of bookings."""
