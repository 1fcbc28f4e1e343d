"""Criteria of the ranking of communes, one module each (`suitability.criterion`)."""
