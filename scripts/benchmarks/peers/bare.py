"""The floor: a bare Streamlit page with an empty Folium map."""

import folium
import streamlit as st
from local_leaflet import use_local_leaflet
from streamlit_folium import st_folium

st.set_page_config(layout="wide")
use_local_leaflet()
clicked = st.button("Again")
count = st.session_state["count"] = st.session_state.get("count", 0) + clicked
st_folium(
    folium.Map(tiles=None), key="map", returned_objects=[], height=640, use_container_width=True
)
st.text(f"run {count}")
