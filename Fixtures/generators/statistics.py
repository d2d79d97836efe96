"""Writes Fixtures/statistics/trend.tsv: series, and what pymannkendall and scipy say of them.

  python3 -m venv venv && venv/bin/pip install numpy==2.4.6 scipy==1.17.1 pymannkendall==1.4.3
  venv/bin/python Fixtures/generators/statistics.py > Fixtures/statistics/trend.tsv

A row: values; pymannkendall's s, var_s and two-sided p of original_test; var_s and p of
hamed_rao_modification_test; scipy's theilslopes(alpha=0.90): slope and low_slope. Its rank is rounded,
that of our rule is cut off: only series for which both give one rank are written.
"""

import math

import numpy as np
import pymannkendall as mk
from scipy.stats import theilslopes


def series():
    random = np.random.default_rng(1)
    for n in (6, 7, 10, 12, 19, 24, 48):
        yield random.poisson(170, n)
        yield random.poisson(3, n)
        yield random.integers(0, 2, n)
        yield np.cumsum(random.normal(0, 5, n)).round(2)
        yield (100 + 3 * np.arange(n) + random.normal(0, 4, n)).round(3)
        yield (20 * (np.arange(n) // 4) + random.normal(0, 3, n)).round(1)
        yield np.arange(n)[::-1] ** 2 + random.integers(0, 9, n)
        yield random.normal(0, 1e9, n).round()


def has_one_rank(values, variance):
    pairs = len(values) * (len(values) - 1) // 2
    rank = (pairs - 1.6448536 * math.sqrt(variance)) / 2
    return math.floor(rank) == round(rank) == math.floor((pairs - 1.645 * math.sqrt(variance)) / 2) and rank >= 1


def main():
    print("values\ts\tvariance\tp\thamed_rao_variance\thamed_rao_p\tslope\tlow_slope")
    for values in series():
        if len(set(values)) < 2:
            continue
        plain, corrected = mk.original_test(values), mk.hamed_rao_modification_test(values)
        slope, _, low, _ = theilslopes(values, alpha=0.90)
        if not has_one_rank(values, plain.var_s):
            continue
        numbers = [plain.s, plain.var_s, plain.p, corrected.var_s, corrected.p, slope, low]
        print(",".join(repr(float(v)) for v in values), *(repr(float(v)) for v in numbers), sep="\t")


main()
