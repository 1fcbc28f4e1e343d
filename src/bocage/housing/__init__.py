"""Homes for sale or to rent, leads on homes not yet on the market, and notifications about both."""
