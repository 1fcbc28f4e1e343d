"""Who may do what with sources, dwellings, leads and searches."""
