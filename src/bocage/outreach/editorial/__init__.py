"""Editorial pages: the integration of Wagtail into the product."""
