"""Requests and responses: permissions, signatures, metadata of pages."""
