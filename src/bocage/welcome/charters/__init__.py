"""The charter by which a commune says how it welcomes, and what it commits to."""
