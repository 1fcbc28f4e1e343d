"""Forms of front desk."""
