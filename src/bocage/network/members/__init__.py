"""Members of the club: profiles, skills, organisations, guests."""
