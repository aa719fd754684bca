"""One plan of a map, and the painters that draw it."""
