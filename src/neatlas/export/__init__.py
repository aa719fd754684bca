"""Selected projects as data: one module a format."""
