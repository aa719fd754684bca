"""From selectors to anchors, and a document laid out by them."""
