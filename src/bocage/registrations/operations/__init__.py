"""Every change of state of events and of registrations, given the kind of event."""
