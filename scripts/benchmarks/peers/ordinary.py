"""The same atlas built the ordinary way: the Folium map is made anew in every run."""

import json
from pathlib import Path

import folium
import streamlit as st
from local_leaflet import use_local_leaflet
from streamlit_folium import st_folium

from neatlas.analysis.select import Filter, select_from
from neatlas.catalog.frames import features_frame
from neatlas.catalog.reading import load_catalog
from neatlas.render.palette import SECTOR_COLORS

BASEMAP = Path(__file__).resolve().parents[3] / "geodata" / "basemap"
LAYERS = ("land", "borders", "lakes", "rivers")


@st.cache_resource
def atlas() -> tuple:
    """Read the records and the basemap once; even the ordinary way does that."""
    layers = {name: json.loads((BASEMAP / f"{name}.geojson").read_text("utf-8")) for name in LAYERS}
    return load_catalog(), layers


st.set_page_config(layout="wide")
use_local_leaflet()
catalog, layers = atlas()
sector = st.radio("Sector", ["all", "rail", "gas", "airport"], horizontal=True)
date = st.radio("Date", ["now", "2012"], horizontal=True)
chosen = Filter(sectors=frozenset() if sector == "all" else frozenset({sector}))
selected = select_from(catalog, chosen)
day = catalog.documents["aslakhanov-2012"].record.citation.date.latest if date == "2012" else None
features = features_frame(catalog, as_of=day)
features = features[features["project"].isin(selected.index)]
page = folium.Map(location=(43, 132), zoom_start=4, tiles=None)
for name, layer in layers.items():
    style = {"color": "#999999", "weight": 1, "fillOpacity": 0.3 if name == "land" else 0}
    folium.GeoJson(layer, style_function=lambda _, style=style: style).add_to(page)
for row in features.itertuples():
    sectors = catalog.projects[row.project].sectors
    color = SECTOR_COLORS[sectors[0]] if sectors else "#555555"
    folium.GeoJson(
        row.geometry.__geo_interface__,
        style_function=lambda _, color=color: {"color": color, "className": "project"},
        tooltip=row.label,
    ).add_to(page)
st_folium(page, key="map", height=640, use_container_width=True)
st.text(f"drawn {len(features)}")
