"""An atlas in which every line on the map answers to a sentence in a document."""

from importlib.metadata import version

__version__ = version("neatlas")
