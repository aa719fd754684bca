"""What `streamlit run streamlit_app.py` starts; `neatlas serve` starts the same."""

from streamlit.starlette import App

app = App("src/neatlas/app/main.py")
