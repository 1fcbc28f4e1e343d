"""Plan of a place: its resources with their rules, prices and hours, cached between requests."""
