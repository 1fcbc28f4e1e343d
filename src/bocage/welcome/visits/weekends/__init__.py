"""Welcome weekends: several households come at once, whom drivers and hosts take."""
