"""Prints the coefficients of the vector functions, each with the largest error of the formula that it is for.

Run: python3 coefficients.py  (needs mpmath and numpy; written with mpmath 1.2.1 and numpy 1.24.2)

Each fit is minimax, found by least squares on Chebyshev points whose weights are raised where the error is large (C. L. Lawson, 1961).
Coefficients are rounded to the format in which they are used one after another, lowest first, and the rest is fitted again each time.
Errors are of the formula in exact arithmetic with the rounded coefficients; what rounding adds, the tests measure.
"""
import mpmath as mp
import numpy as np

mp.mp.dps = 90
POINTS = 600


def points(low, high):
    nodes = np.cos(np.pi * (np.arange(POINTS) + 0.5) / POINTS)
    return float(low) + float(high - low) * (nodes + 1) / 2


def tabulate(f, xs):
    return np.array([float(f(mp.mpf(float(x)))) for x in xs])


def lawson(columns, target, weight):
    """Coefficients c for which max |weight (columns c - target)| is least."""
    scale = np.abs(columns).max(axis=0)
    importance = np.ones(len(target))
    best, least = None, np.inf
    for _ in range(120):
        w = np.sqrt(importance) * weight
        c = np.linalg.lstsq(columns / scale * w[:, None], target * w, rcond=None)[0] / scale
        error = np.abs(weight * (columns @ c - target))
        if error.max() < least:
            best, least = c, error.max()
        importance *= error / error.max()
        importance /= importance.sum()
    return best, least


def rounded_fit(columns, target, weight, kind):
    """As `lawson`, with coefficients of type `kind`."""
    target = target.copy()
    done = []
    for i in range(columns.shape[1]):
        c, _ = lawson(columns[:, i:], target, weight)
        done.append(kind(c[0]))
        target -= columns[:, i] * float(done[-1])
    return done, np.abs(weight * target).max()


def show(title, coefficients, error):
    print(f"{title}: largest error 2^{np.log2(error):.1f}")
    for c in coefficients:
        print(f"  {float(c)!r},")


def polynomial(title, f, low, high, terms, weight, kind=np.float32, even=False):
    """Fits f(x) by sum of c[i] x^i (x^2i if even); weight(x) turns an error of that into the error that counts."""
    xs = points(low, high)
    xs = xs[np.abs(xs) > 1e-4]
    step = 2 if even else 1
    columns = np.stack([xs ** (step * i) for i in range(terms)], axis=1)
    fitted = rounded_fit(columns, tabulate(f, xs), tabulate(weight, xs), kind)
    show(title, *fitted)


def rational(title, f, low, high, above, below, weight):
    """Fits f(x) by P(x)/Q(x) with `above` and `below` coefficients, the highest of Q being 1."""
    xs = points(low, high)
    values, weights = tabulate(f, xs), tabulate(weight, xs)
    degree = below - 1
    top = np.stack([xs ** i for i in range(above)], axis=1)
    bottom = np.stack([xs ** i for i in range(degree)], axis=1)
    highest = xs ** degree
    q = 1 + highest
    for _ in range(30):
        c, _ = lawson(np.hstack([top, -values[:, None] * bottom]), values * highest, weights / q)
        q = highest + bottom @ c[above:]
    divisor = []
    for i in range(degree):
        # The next coefficient of Q is fixed; P and the others follow.
        known = highest + sum(float(d) * xs ** k for k, d in enumerate(divisor))
        c, _ = lawson(np.hstack([top, -values[:, None] * bottom[:, i:]]), values * known, weights / q)
        divisor.append(np.float32(c[above]))
    q = highest + sum(float(d) * xs ** k for k, d in enumerate(divisor))
    dividend, error = rounded_fit(top / q[:, None], values, weights, np.float32)
    show(f"{title}, dividend", dividend, error)
    show(f"{title}, divisor", [*divisor, 1], error)


def parts(title, value, bits, count, kind):
    """The leading parts of a number, of so many bits each but the last, which is what is left."""
    print(title)
    for i in range(count):
        last = i == count - 1
        exponent = mp.floor(mp.log(abs(value), 2)) + 1 - bits
        part = mp.mpf(float(kind(float(value)))) if last and bits else mp.nint(mp.ldexp(value, -int(exponent))) * mp.mpf(2) ** exponent
        print(f"  {float(part)!r},")
        value -= part


LN2 = mp.log(2)
HALF = LN2 / 2 * mp.mpf("1.01")
ROOT = mp.sqrt(mp.mpf(1) / 2)

parts("ln 2 in a part of 15 bits and the rest", LN2, 15, 2, np.float32)
polynomial("(e^r - 1 - r)/r^2, error relative to e^r - 1", lambda r: (mp.expm1(r) - r) / r**2, -HALF, HALF, 5, lambda r: r**2 / abs(mp.expm1(r)))
polynomial("(ln(1+f) - f + f^2/2)/f^3, error relative to ln(1+f)", lambda f: (mp.log1p(f) - f + f**2 / 2) / f**3, ROOT - 1, 2 * ROOT - 1, 8, lambda f: abs(f**3 / mp.log1p(f)))
polynomial("-ln(erfc a)/a - 1, error relative to erf a", lambda a: -mp.log(mp.erfc(a)) / a - 1, 0, 4, 9, lambda a: mp.erfc(a) * a / mp.erf(a))
rational("e^(a^2) erfc a, relative error", lambda a: mp.exp(a * a) * mp.erfc(a), 0, mp.mpf("10.2"), 5, 6, lambda a: 1 / (mp.exp(a * a) * mp.erfc(a)))

QUARTER = mp.pi / 4 * mp.mpf("1.0001")
parts("pi/2 in a part of 33 bits and the rest", mp.pi / 2, 33, 2, np.float64)
print("2/pi in parts of 29 bits")
rest = 2 / mp.pi
for k in range(1, 8):
    part = mp.floor(mp.ldexp(rest, 29 * k))
    print(f"  {int(part)},")
    rest -= mp.ldexp(part, -29 * k)
polynomial("(sin r - r)/r^3, error relative to sin r", lambda r: (mp.sin(r) - r) / r**3, mp.mpf("1e-3"), QUARTER, 3, lambda r: r**3 / mp.sin(r), even=True)
polynomial("(cos r - 1)/r^2, error relative to cos r", lambda r: (mp.cos(r) - 1) / r**2, mp.mpf("1e-3"), QUARTER, 4, lambda r: r**2 / mp.cos(r), even=True)

polynomial("(2^r - 1)/r, error relative to 2^r", lambda r: mp.expm1(r * LN2) / r, -0.51, 0.51, 6, lambda r: abs(r) / mp.mpf(2) ** r, np.float64)
THIRD = (2 * ROOT - 1) / (2 * ROOT + 1)
polynomial("log2((1+s)/(1-s))/s, relative error", lambda s: 2 * mp.atanh(s) / LN2 / s, mp.mpf("1e-3"), THIRD, 5, lambda s: s * LN2 / 2 / mp.atanh(s), np.float64, True)
