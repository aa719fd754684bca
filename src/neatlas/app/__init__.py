"""The Streamlit app: filters and table around the frame that holds map and text."""
