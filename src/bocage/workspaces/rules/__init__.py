"""What a host decides for a place: rules of booking, house rules, who is cleared for what."""
