"""Rules of a place: rules of booking, house rules, clearances."""
