"""Who is told what about bookings, requests and reminders."""
