"""`neatlas check`: everything that must hold of an atlas."""

from neatlas.checking.land import check_land
from neatlas.checking.report import Report, check_atlas

__all__ = ["Report", "check_atlas", "check_land"]
