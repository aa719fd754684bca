"""The script that Streamlit runs on every rerun."""

from neatlas.app.page import render

render()
