"""Households presented to members of the club, and whom they met there."""
