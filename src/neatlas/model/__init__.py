"""Frozen records and controlled words; no files, no frames."""
