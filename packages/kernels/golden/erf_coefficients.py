"""Prints the Chebyshev coefficients that erf.ts needs, by 60-digit arithmetic.

Run: python3 erf_coefficients.py  (needs mpmath)

For x >= 0, e^(x^2) erfc(x) (x + 2) is smooth in t = (x - 2)/(x + 2), which maps [0, infinity) to [-1, 1): a short Chebyshev series in t is
accurate everywhere.
"""
from mpmath import mp, mpf, cos, pi, erfc, exp, sqrt
mp.dps = 60
POINTS = 120

def scaled(t):
    if t > 1 - mpf(10) ** -6:
        return 1 / sqrt(pi)
    x = 2 * (1 + t) / (1 - t)
    if x > 1000:
        s = term = mpf(1)
        for n in range(1, 30):
            term *= -mpf(2 * n - 1) / (2 * x * x)
            s += term
        return s / (x * sqrt(pi)) * (x + 2)
    return exp(x * x) * erfc(x) * (x + 2)

nodes = [cos(pi * (k + mpf(1) / 2) / POINTS) for k in range(POINTS)]
values = [scaled(t) for t in nodes]
cs=[]
for n in range(60):
    c = 2 / mpf(POINTS) * sum(v * cos(pi * n * (k + mpf(1) / 2) / POINTS) for k, v in enumerate(values))
    cs.append(c/2 if n==0 else c)
last = max(i for i, c in enumerate(cs) if abs(c) > mpf(2) ** -56)
print(last+1)
for c in cs[:last+1]: print(repr(float(c))+",")
