"""Partner employers: agreements, contacts, public pages and results."""
