"""The market: sources, listings, the dwellings behind them, and what happens to these."""
