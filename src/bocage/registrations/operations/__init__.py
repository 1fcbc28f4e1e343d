"""State changes of events and registrations, for any kind of event."""
