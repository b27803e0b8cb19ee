"""Makes metrics.json with scikit-learn: python3 metrics.py > metrics.json"""
import json
import sys
import warnings

import numpy
import sklearn
from sklearn import metrics

warnings.filterwarnings("ignore")
random = numpy.random.RandomState(20250)


def tensor(values):
    array = numpy.asarray(values)
    return {"shape": list(array.shape), "data": [float(f"{value:.17g}") for value in array.ravel()]}


def coarse(values, steps):
    """Multiples of 1/steps: exact in float32, and with ties."""
    return numpy.round(numpy.asarray(values) * steps) / steps


def binary(name, scores, labels, threshold=0.5):
    taken = (scores > threshold).astype(int)
    both = len(set(labels)) == 2
    return {
        "name": name,
        "threshold": threshold,
        "output": tensor(scores),
        "target": tensor(labels),
        "accuracy": metrics.accuracy_score(labels, taken),
        "precision": metrics.precision_score(labels, taken, zero_division=0),
        "recall": metrics.recall_score(labels, taken, zero_division=0),
        "f1": metrics.f1_score(labels, taken, zero_division=0),
        "precisionMacro": metrics.precision_score(labels, taken, average="macro", zero_division=0),
        "recallMacro": metrics.recall_score(labels, taken, average="macro", zero_division=0),
        "f1Macro": metrics.f1_score(labels, taken, average="macro", zero_division=0),
        "rocAuc": metrics.roc_auc_score(labels, scores) if both else None,
        "confusion": tensor(metrics.confusion_matrix(labels, taken, labels=[0, 1])),
    }


def multiclass(name, scores, labels):
    classes = scores.shape[1]
    taken = scores.argmax(axis=1)
    macro = {"average": "macro", "zero_division": 0}
    return {
        "name": name,
        "output": tensor(scores),
        "target": tensor(labels),
        "accuracy": metrics.accuracy_score(labels, taken),
        "precisionMacro": metrics.precision_score(labels, taken, **macro),
        "recallMacro": metrics.recall_score(labels, taken, **macro),
        "f1Macro": metrics.f1_score(labels, taken, **macro),
        "topK": [metrics.top_k_accuracy_score(labels, scores, k=k, labels=range(classes)) for k in range(1, classes + 1)],
        "confusion": tensor(metrics.confusion_matrix(labels, taken, labels=range(classes))),
    }


def regression(name, predictions, targets):
    return {
        "name": name,
        "output": tensor(predictions),
        "target": tensor(targets),
        "meanAbsoluteError": metrics.mean_absolute_error(targets, predictions),
        "r2": metrics.r2_score(targets, predictions),
    }


labels = random.randint(0, 2, 60)
scores = random.uniform(0, 1, 60) * 0.6 + labels * 0.3
wrong = random.randint(0, 4, 50)
targets = random.normal(0, 3, (40, 3))

print(json.dumps({
    "made_by": {
        "script": "metrics.py",
        "python": sys.version.split()[0],
        "scikit-learn": sklearn.__version__,
        "numpy": numpy.__version__,
    },
    "note": "Where nothing can be divided, 0; the area under the curve is null where there is one class only.",
    "binary": [
        binary("two classes", coarse(scores, 1024), labels),
        binary("scores with many ties", coarse(scores, 8), labels),
        binary("another threshold", coarse(scores, 1024), labels, 0.75),
        binary("scores that are all the same", numpy.full(10, 0.5), random.randint(0, 2, 10)),
        binary("nothing taken for class 1", coarse(scores, 1024) / 4, labels),
        binary("only class 0", coarse(random.uniform(0, 1, 20), 1024), numpy.zeros(20, int)),
        binary("perfect", numpy.array([0.125, 0.25, 0.75, 0.875]), numpy.array([0, 0, 1, 1])),
        binary("the wrong way round", numpy.array([0.125, 0.25, 0.75, 0.875]), numpy.array([1, 1, 0, 0])),
    ],
    "multiclass": [
        multiclass("six classes", coarse(random.normal(0, 1, (80, 6)), 1024), random.randint(0, 6, 80)),
        multiclass("a class that neither occurs nor is predicted",
                   coarse(numpy.c_[random.normal(0, 1, (50, 4)), numpy.full(50, -9)], 1024), wrong),
        multiclass("a class that is predicted but does not occur",
                   coarse(random.normal(0, 1, (50, 5)), 1024), wrong),
    ],
    "regression": [
        regression("one output", coarse(targets[:, 0] + random.normal(0, 1, 40), 256), coarse(targets[:, 0], 256)),
        regression("three outputs", coarse(targets + random.normal(0, 2, (40, 3)), 256), coarse(targets, 256)),
        regression("worse than the mean", coarse(-targets[:, 1], 256), coarse(targets[:, 1], 256)),
        regression("far from zero", 4096 + coarse(targets[:, 0] + 0.5, 256), 4096 + coarse(targets[:, 0], 256)),
        regression("targets that do not vary", coarse(targets[:5, 0], 256), numpy.full(5, 2.0)),
        regression("targets that do not vary, perfect", numpy.full(5, 2.0), numpy.full(5, 2.0)),
    ],
}))
