"""Follow-ups: how a household that lives here is doing, asked at 1, 3, 6, 12 and 24 months."""
