"""What several subjects of outreach stand on: themes, and how robots are recognised."""
