"""Operations that change the territory: only imports, from the command line."""
