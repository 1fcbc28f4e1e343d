"""Benchmarks and fault drills of Bocage.

They import the product, which does not depend on them and is installed without them.
"""
