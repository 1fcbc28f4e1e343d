"""The links of the welcome in the head of the public pages."""
