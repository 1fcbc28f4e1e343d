"""Partner employers: agreements, contacts, public pages and what they brought."""
