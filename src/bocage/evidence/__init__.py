"""Evidence: each figure of the territory defined once, computed every night, dated and open."""
