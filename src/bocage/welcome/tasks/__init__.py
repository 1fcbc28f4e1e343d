"""Work done after the request or by the clock, by subject."""
