"""Functions over frames: select and measure."""
