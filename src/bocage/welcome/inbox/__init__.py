"""Mail that comes in: given to the thread or to the relay that it answers, or kept for somebody."""
