"""The editorial pages: what stands between Wagtail and the rest of the product."""
