"""Welcome weekends: several households come together, with drivers and hosts."""
