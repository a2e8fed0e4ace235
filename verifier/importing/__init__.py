"""Forecasts as others publish them: one small module for each format, all into one frame.

A format's module reads the files as they come (a folder, a zip archive or single files) and returns
rows of `verifier.importing.frame`. What is not read is counted, in the words of the file.
"""

from __future__ import annotations

NAMES = (
    *("metaculus", "fatebook", "predictionbook", "gjp", "good_judgment_open", "infer", "manifold"),
    *("kalshi", "polymarket", "forecastbench", "hubverse", "fivethirtyeight", "bank_of_england"),
    *("metplus", "hfc", "said"),
)
"""The formats that are read, each a module of this room."""
