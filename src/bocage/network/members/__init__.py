"""Members of the club: what they show of themselves, the words of their trades, guests."""
