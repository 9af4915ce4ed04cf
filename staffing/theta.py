"""The theta method with an interval, in a process of its own: `python -m staffing.theta` (H6).

statsmodels takes seconds and 170 MB to import, so that neither the web process nor a worker holds it: a task
starts this module, hands it counts as JSON and reads the answer. Only `fit` needs it.

The mean is Assimakopoulos and Nikolopoulos (2000), seasons taken out before and put back after it. The
interval is that of simple exponential smoothing with drift, which the method is (Hyndman and Billah 2003):
sigma squared times (1 + (h - 1) alpha squared). statsmodels' own interval takes (alpha - 1) squared
instead, far too wide where alpha is small.
"""

import json
import sys
import warnings
from collections.abc import Sequence
from math import sqrt
from statistics import NormalDist

import numpy as np
from statsmodels.tsa.forecasting.theta import ThetaModel

QUARTERS_A_YEAR = 4


def fit(counts: Sequence[float], ahead: int, percent: int) -> list[tuple[float, float, float]]:
    """Return mean, low and high of `ahead` quarters after `counts` (oldest first, eight or more).

    `percent` of outcomes should lie from low to high.
    """
    with warnings.catch_warnings():
        # A short history often has no better start than zeros; the fit is the same.
        warnings.simplefilter("ignore")
        result = ThetaModel(np.array(counts, dtype=float), period=QUARTERS_A_YEAR, use_test=False).fit()
        means = [float(one) for one in result.forecast(ahead)]
    alpha, sigma = float(result.params["alpha"]), sqrt(float(result.sigma2))
    reach = NormalDist().inv_cdf(0.5 + percent / 200)
    widths = [reach * sigma * sqrt(1 + step * alpha * alpha) for step in range(ahead)]
    return [(mean, mean - width, mean + width) for mean, width in zip(means, widths, strict=True)]


def main() -> None:
    """Read counts, quarters ahead and percent as JSON; write mean, low and high of each quarter."""
    asked = json.load(sys.stdin)
    json.dump(fit(asked["counts"], asked["ahead"], asked["percent"]), sys.stdout)


if __name__ == "__main__":
    main()
