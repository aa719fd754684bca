"""Writes a composed page: one module a format."""
