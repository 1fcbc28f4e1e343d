"""Changes of state of front desk."""
