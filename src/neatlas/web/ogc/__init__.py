"""OGC API - Features over the atlas: pygeoapi answers, a provider of ours has the data.

Nothing here is imported before the first request: pygeoapi takes as long as GeoPandas.
"""
