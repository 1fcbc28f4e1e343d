"""Leads on homes not yet on the market: reports, freshness, candidates; numbers of owners."""
