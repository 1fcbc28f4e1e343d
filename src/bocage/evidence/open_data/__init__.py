"""The open data: every public figure, in files that anybody may take away and check."""
