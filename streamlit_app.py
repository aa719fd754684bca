"""What `streamlit run streamlit_app.py` starts; `neatlas serve` starts the same."""

from streamlit import get_option
from streamlit.starlette import App

from neatlas.server import SCRIPT, app_parts

# Streamlit looks for the call of `App` in this file before it runs it.
app = App(SCRIPT, **app_parts(get_option("server.baseUrlPath")))
