"""Addresses of front desk."""
