"""What `streamlit run streamlit_app.py` starts; `neatlas serve` starts the same."""

from streamlit import get_option
from streamlit.starlette import App

from neatlas.server import SCRIPT, lifespan
from neatlas.web.routes import atlas_routes

app = App(SCRIPT, routes=atlas_routes(get_option("server.baseUrlPath")), lifespan=lifespan)
