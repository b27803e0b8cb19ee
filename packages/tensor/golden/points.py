"""Makes points.json: values and derivatives of functions of one variable, by 60-digit arithmetic.

Run: python3 points.py > points.json  (needs mpmath)

Every function is its defining formula in mpmath; every derivative is that of the textbook, written out here and not taken from the
project. Arguments are float64 numbers taken exactly; results are rounded once, to float64. Where the limit is clear, values at
infinite arguments are limits; NaN gives NaN. A derivative is null where the test leaves it open.
"""

import json
import math
import struct
import sys

import mpmath
from mpmath import mp, mpf

mp.dps = 60
INF = float("inf")
NAN = float("nan")
TINY = 5e-324
SUBNORMAL = 1e-310


def rounded(value):
    """The float64 nearest to an mpf, also below the normal range."""
    if isinstance(value, float):
        return value
    if mpmath.isinf(value):
        return INF if value > 0 else -INF
    if value == 0:
        return 0.0
    if abs(value) < mpf(2) ** -1022:
        units = int(mpmath.nint(abs(value) / mpf(2) ** -1074))
        (result,) = struct.unpack("<d", struct.pack("<q", units))
        return math.copysign(result, -1 if value < 0 else 1)
    if abs(value) >= mpf(2) ** 1024 - mpf(2) ** 970:
        return INF if value > 0 else -INF
    return float(value)


def encoded(value):
    if value is None:
        return None
    value = rounded(value)
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return value


def sech2(x):
    return 1 / mpmath.cosh(x) ** 2


def logistic(x):
    return 1 / (1 + mpmath.exp(-x))


def gauss(x):
    return 2 / mpmath.sqrt(mpmath.pi) * mpmath.exp(-x * x)


EVERYWHERE = [-1000.0, -745.0, -700.0, -88.0, -36.5, -20.0, -5.5, -3.0, -1.0, -0.5, -0.1, -1e-9, -SUBNORMAL, -TINY, -0.0,
              0.0, TINY, SUBNORMAL, 1e-9, 0.1, 0.25, 0.5, 1.0, 1.5, 2.0, 3.0, 5.5, 20.0, 36.5, 88.0, 700.0, 1000.0]
MODERATE = [-100.0, -30.5, -10.0, -3.5, -2.0, -1.0, -0.5, -1e-9, -SUBNORMAL, -TINY, -0.0,
            0.0, TINY, SUBNORMAL, 1e-9, 0.5, 1.0, 2.0, 3.0, 10.0, 30.5, 100.0, 1000.0]
POSITIVE = [1e-300, 1e-30, 1e-9, 0.1, 0.5, 1.0, 2.0, 3.0, 10.0, 1000.0, 1e30, 1e300]
NEAR_ERF = [-30.0, -6.0, -3.0, -2.0, -1.5, -0.75, -0.5, -0.25, -1e-9, -SUBNORMAL, -TINY, -0.0, 0.0, TINY, SUBNORMAL, 1e-9, 0.25,
            0.49, 0.5, 0.51, 0.75, 1.0, 1.5, 1.99, 2.0, 2.01, 2.5, 3.0, 4.0, 6.0, 7.3, 10.0, 20.0, 25.3, 1000.0]

# name: (arguments, value, derivative, [(special argument, value, derivative)])
FUNCTIONS = {
    "exp": (EVERYWHERE, mpmath.exp, mpmath.exp, [(INF, INF, INF), (-INF, 0.0, 0.0)]),
    "expm1": (EVERYWHERE, mpmath.expm1, mpmath.exp, [(INF, INF, INF), (-INF, -1.0, 0.0)]),
    "log": (POSITIVE, mpmath.log, lambda x: 1 / x,
            [(SUBNORMAL, mpmath.log(mpf(SUBNORMAL)), INF), (0.0, -INF, INF), (INF, INF, 0.0), (-1.0, NAN, None)]),
    "log1p": ([-1 + 2.0 ** -52, -0.999, -0.5, -1e-9, -SUBNORMAL, -TINY, -0.0, 0.0, TINY, SUBNORMAL, 1e-9, 0.5, 1.0, 10.0, 1000.0, 1e300],
              mpmath.log1p, lambda x: 1 / (1 + x), [(-1.0, -INF, INF), (INF, INF, 0.0), (-2.0, NAN, None)]),
    "sqrt": (POSITIVE + [SUBNORMAL], mpmath.sqrt, lambda x: 1 / (2 * mpmath.sqrt(x)),
             [(0.0, 0.0, INF), (-0.0, -0.0, None), (INF, INF, 0.0), (-1.0, NAN, None)]),
    "rsqrt": (POSITIVE, lambda x: 1 / mpmath.sqrt(x), lambda x: -1 / (2 * x * mpmath.sqrt(x)),
              [(0.0, INF, -INF), (INF, 0.0, 0.0), (-1.0, NAN, None)]),
    "reciprocal": (POSITIVE + [-x for x in POSITIVE], lambda x: 1 / x, lambda x: -1 / (x * x),
                   [(0.0, INF, -INF), (-0.0, -INF, -INF), (INF, 0.0, 0.0), (-INF, -0.0, 0.0)]),
    "square": (EVERYWHERE, lambda x: x * x, lambda x: 2 * x, [(1e200, INF, 2e200), (INF, INF, INF), (-INF, INF, -INF)]),
    "sin": (MODERATE, mpmath.sin, mpmath.cos, [(INF, NAN, NAN), (-INF, NAN, NAN)]),
    "cos": (MODERATE, mpmath.cos, lambda x: -mpmath.sin(x), [(INF, NAN, NAN), (-INF, NAN, NAN)]),
    "tan": (MODERATE, mpmath.tan, lambda x: 1 / mpmath.cos(x) ** 2, [(INF, NAN, NAN), (-INF, NAN, NAN)]),
    "tanh": (EVERYWHERE, mpmath.tanh, sech2, [(INF, 1.0, 0.0), (-INF, -1.0, 0.0)]),
    "sigmoid": (EVERYWHERE, logistic, lambda x: logistic(x) * logistic(-x), [(INF, 1.0, 0.0), (-INF, 0.0, 0.0)]),
    "softplus": (EVERYWHERE, lambda x: mpmath.log1p(mpmath.exp(x)) if x < 0 else x + mpmath.log1p(mpmath.exp(-x)), logistic,
                 [(INF, INF, 1.0), (-INF, 0.0, 0.0)]),
    "erf": (NEAR_ERF, mpmath.erf, gauss, [(INF, 1.0, 0.0), (-INF, -1.0, 0.0)]),
    "erfc": (NEAR_ERF, mpmath.erfc, lambda x: -gauss(x), [(INF, 0.0, 0.0), (-INF, 2.0, 0.0)]),
    "abs": (EVERYWHERE, abs, mpmath.sign, [(INF, INF, 1.0), (-INF, INF, -1.0)]),
    "sign": (EVERYWHERE, mpmath.sign, lambda x: mpf(0), [(INF, 1.0, 0.0), (-INF, -1.0, 0.0)]),
    "floor": (MODERATE + [-0.25, 0.75, 1e15 + 0.5], mpmath.floor, lambda x: mpf(0), [(INF, INF, 0.0), (-INF, -INF, 0.0)]),
    "ceil": (MODERATE + [-0.25, 0.75, 1e15 + 0.5], mpmath.ceil, lambda x: mpf(0), [(INF, INF, 0.0), (-INF, -INF, 0.0)]),
    "round": (MODERATE + [-2.5, -1.5, -0.25, 0.75, 1.5, 2.5, 0.49999999999999994, 1e15 + 0.5], mpmath.nint, lambda x: mpf(0),
              [(INF, INF, 0.0), (-INF, -INF, 0.0)]),
}


def table(arguments, value, derivative, special):
    rows = [(x, value(mpf(x)), derivative(mpf(x))) for x in arguments] + special + [(NAN, NAN, None)]
    return {
        "x": [encoded(x) for x, _, _ in rows],
        "y": [encoded(y) for _, y, _ in rows],
        "dydx": [encoded(slope) for _, _, slope in rows],
    }


def main():
    json.dump(
        {
            "made_by": "points.py, mpmath " + mpmath.__version__ + ", 60 digits, rounded once to float64",
            "encoding": 'NaN and infinities are strings; a null derivative is left open',
            "points": {name: table(*parts) for name, parts in FUNCTIONS.items()},
        },
        sys.stdout,
        separators=(",", ":"),
    )
    print()


main()
