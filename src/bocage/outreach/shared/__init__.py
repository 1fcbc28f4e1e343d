"""Code shared by several subjects of outreach: themes, and detection of robots."""
