"""Places and what can be booked in them: their rows, photos and census, and who runs them."""
