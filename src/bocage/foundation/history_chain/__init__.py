"""A daily chain of hashes over the history (docs/decisions/history-chain.md)."""
