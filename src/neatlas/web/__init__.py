"""HTTP beside the app: data, maps and health under `/atlas/`, one module a family of routes."""
