"""The printed map: the second painter of a `MapSpec`, as PNG, SVG or PDF."""
