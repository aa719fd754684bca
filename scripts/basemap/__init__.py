"""The parts of the basemap build: read the packages, shape the layers, write them."""
