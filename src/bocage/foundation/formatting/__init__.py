"""Words, dates, amounts and figures as people read them."""
