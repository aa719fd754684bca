"""Gives Folium its Leaflet from this machine; by itself it would ask a network for it."""

import folium
import streamlit.components.v1 as components
from xstatic.pkg import leaflet


def use_local_leaflet() -> None:
    """Let Streamlit serve Leaflet, and Folium name it there."""
    components.declare_component("leaflet", path=leaflet.BASE_DIR)
    beside = f"../{__name__}.leaflet"
    folium.Map.default_js = [("leaflet", f"{beside}/leaflet.js")]
    folium.Map.default_css = [("leaflet_css", f"{beside}/leaflet.css")]
