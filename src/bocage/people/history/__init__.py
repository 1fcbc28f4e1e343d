"""History pages: what changed, who changed it and when."""
