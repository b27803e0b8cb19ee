"""Makes scikit_learn.json and idx.json beside this file: what scikit-learn and NumPy say.

Run: python3 make_golden.py (Debian's python3-sklearn and python3-numpy; the versions are in the files).
"""

import gzip
import json
import pathlib
import struct

import numpy
import sklearn
from sklearn.datasets import load_iris, load_wine, make_circles, make_moons
from sklearn.impute import SimpleImputer
from sklearn.model_selection import KFold, StratifiedKFold, train_test_split
from sklearn.preprocessing import MinMaxScaler, OneHotEncoder, OrdinalEncoder, StandardScaler

here = pathlib.Path(__file__).parent
made_by = f"make_golden.py, scikit-learn {sklearn.__version__}, numpy {numpy.__version__}"


def scalers():
    rng = numpy.random.default_rng(1)
    x = numpy.round(rng.normal(size=(9, 5)) * [1, 100, 0.01, 1, 1] + [0, 1000, 3, 0, 0], 6)
    x[:, 3] = 0.1  # constant, and not exact in binary
    x[:, 4] = 0
    other = numpy.round(x[::-1] * 1.5 + 0.25, 6)
    cases = []
    for name, scaler in [
        ("standard", StandardScaler()),
        ("minMax", MinMaxScaler()),
        ("minMaxWide", MinMaxScaler((-1, 3))),
    ]:
        scaler.fit(x)
        cases.append({
            "name": name,
            "transformed": scaler.transform(x).tolist(),
            "other": scaler.transform(other).tolist(),
            "inverse": scaler.inverse_transform(other).tolist(),
        })
    return {"x": x.tolist(), "other": other.tolist(), "cases": cases}


def folds():
    labels = {
        "sorted": [0] * 5 + [1] * 4 + [2] * 3,
        "mixed": [2, 0, 1, 1, 0, 2, 2, 0, 0, 0, 1, 2, 0, 1, 0, 2, 2],
        "rare": [1, 1, 1, 1, 1, 1, 0, 0, 0],
    }
    plain = [
        {"length": n, "folds": k, "validation": [t.tolist() for _, t in KFold(k).split(numpy.zeros(n))]}
        for n, k in [(10, 5), (11, 4), (3, 3), (7, 2)]
    ]
    stratified = [
        {
            "labels": y,
            "folds": k,
            "validation": [t.tolist() for _, t in StratifiedKFold(k).split(numpy.zeros(len(y)), y)],
        }
        for y in labels.values()
        for k in (2, 3)
    ]
    return {"plain": plain, "stratified": stratified}


def splits():
    """Class counts of stratified splits; test sizes for which no two classes have equal remainders."""
    cases = []
    for y, sizes in [(load_wine().target, (40, 53, 100)), (load_iris().target, (30, 60, 75))]:
        for test_size in sizes:
            train, test = train_test_split(y, test_size=test_size, stratify=y, random_state=0)
            cases.append({
                "labels": y.tolist(),
                "train": numpy.bincount(train).tolist(),
                "test": numpy.bincount(test).tolist(),
            })
    return cases


def generators():
    cases = {}
    for count in (2, 7, 20):
        x, y = make_moons(count, shuffle=False)
        cases[f"moons {count}"] = {"count": count, "x": x.tolist(), "y": y.tolist()}
        x, y = make_circles(count, shuffle=False, factor=0.3)
        cases[f"circles {count}"] = {"count": count, "x": x.tolist(), "y": y.tolist()}
    return cases


def encoders():
    colours = ["red", "Blue", "green", "Blue", "red", "red"]
    sizes = [1.5, None, -2.25, 4.0, None, 0.125]
    text = "size,colour\n" + "".join(
        f"{'' if size is None else size},{'NA' if i == 2 else colour}\n"
        for i, (size, colour) in enumerate(zip(sizes, colours))
    )
    whole = [[colour] for colour in colours]
    holes = numpy.array([[None if i == 2 else colour] for i, colour in enumerate(colours)], dtype=object)
    numbers = numpy.array([[numpy.nan if size is None else size] for size in sizes])
    return {
        "colours": colours,
        "oneHot": OneHotEncoder(sparse_output=False).fit_transform(whole).tolist(),
        "codes": OrdinalEncoder().fit_transform(whole).ravel().tolist(),
        "missingText": text,
        "filledSizes": SimpleImputer(strategy="mean").fit_transform(numbers).ravel().tolist(),
        "filledColours": SimpleImputer(missing_values=None, strategy="most_frequent").fit_transform(holes).ravel().tolist(),
    }


def idx():
    codes = {"uint8": (8, ">u1"), "int8": (9, ">i1"), "int16": (11, ">i2"),
             "int32": (12, ">i4"), "float32": (13, ">f4"), "float64": (14, ">f8")}
    cases = []
    for dtype, (code, layout) in codes.items():
        for shape in [(), (3,), (2, 3), (2, 1, 2), (0, 4)]:
            count = int(numpy.prod(shape, dtype=int))
            values = numpy.arange(count) * 37 % 101
            if dtype.startswith("int"):
                values = values - 50
            if dtype == "int16":
                values = values * 300
            if dtype == "int32":
                values = values * 40_000_000
            if dtype.startswith("float"):
                values = values / 8 - 3
            head = struct.pack(">BBBB", 0, 0, code, len(shape)) + struct.pack(f">{len(shape)}I", *shape)
            data = head + values.astype(layout).tobytes()
            cases.append({
                "dtype": dtype,
                "shape": list(shape),
                "values": values.tolist(),
                "hex": data.hex(),
                "gzipHex": gzip.compress(data, mtime=0).hex(),
            })
    return cases


def write(name, content):
    (here / name).write_text(json.dumps({"made_by": made_by, **content}, separators=(",", ":")) + "\n")


write("scikit_learn.json", {
    "scalers": scalers(),
    "folds": folds(),
    "splits": splits(),
    "generators": generators(),
    "encoders": encoders(),
})
write("idx.json", {"cases": idx()})
