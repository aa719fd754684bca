"""The press kit: a map in all its formats, and all that a desk needs to print and defend it."""
