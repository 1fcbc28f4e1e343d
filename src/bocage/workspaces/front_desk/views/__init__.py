"""Pages of front desk."""
