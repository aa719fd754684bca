"""What `streamlit run streamlit_app.py` starts; `neatlas serve` starts the same."""

from streamlit.starlette import App

from neatlas.server import SCRIPT, lifespan

app = App(SCRIPT, lifespan=lifespan)
