"""Messages between members, passed on without showing an address; reports, suspensions."""
