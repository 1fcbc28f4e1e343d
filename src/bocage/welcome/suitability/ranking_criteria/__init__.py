"""Criteria of the ranking of communes, one module each; `registry` says how one is declared."""
