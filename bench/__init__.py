"""The laboratory: what measures Bocage, and what breaks it on purpose.

It imports the product, which knows nothing of it and is installed without it.
"""
