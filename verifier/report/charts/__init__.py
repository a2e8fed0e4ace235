"""Pictures: SVG drawings from plain rows, each with words for those who do not see it."""

from verifier.report.charts.calibration import Given, Step, calibration
from verifier.report.charts.leads import LeadRow, lead_times
from verifier.report.charts.murphy import MurphyRow, murphy_diagram
from verifier.report.charts.picture import Picture, embed
from verifier.report.charts.ranges import RangeRow, accuracy
from verifier.report.charts.sensitivity import SchemeRow, schemes
from verifier.report.charts.timeline import Happening, TimelineRow, forecast_timeline

__all__ = [
    "Given",
    "Happening",
    "LeadRow",
    "MurphyRow",
    "Picture",
    "RangeRow",
    "SchemeRow",
    "Step",
    "TimelineRow",
    "accuracy",
    "calibration",
    "embed",
    "forecast_timeline",
    "lead_times",
    "murphy_diagram",
    "schemes",
]
