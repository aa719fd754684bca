"""Headless Chromium as Selenium drives it: what Folium's own picture of a map needs."""

from __future__ import annotations

import os
import shutil
import sys

from selenium import webdriver


def chromium() -> webdriver.Chrome:
    """Return a headless Chromium as Selenium drives it; says how to get what is missing."""
    driver = shutil.which("chromedriver")
    if driver is None:
        sys.exit("bench: chromedriver is not found. Install Debian's chromium-driver.")
    options = webdriver.ChromeOptions()
    options.binary_location = os.environ["CHROMIUM"]
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu"):
        options.add_argument(argument)
    return webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
