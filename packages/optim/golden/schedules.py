"""Makes schedules.json with PyTorch: python3 schedules.py > schedules.json"""
import json
import sys

import torch
from torch.optim.lr_scheduler import OneCycleLR, ReduceLROnPlateau

METRICS = [1, 0.9, 0.9, 0.95, 0.89999, 0.91, 0.92, 0.5, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.4, 0.5, 0.5, 0.5, 0.5]


def optimizer():
    return torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=1.0)


def one_cycle(steps, **options):
    sgd = optimizer()
    schedule = OneCycleLR(sgd, total_steps=steps, **options)
    rates = []
    for step in range(steps):
        rates.append(sgd.param_groups[0]["lr"])
        sgd.step()
        if step + 1 < steps:
            schedule.step()
    return {"steps": steps, "options": options, "rates": rates}


def plateau(metrics, **options):
    sgd = optimizer()
    schedule = ReduceLROnPlateau(sgd, **options)
    rates = []
    for metric in metrics:
        sgd.step()
        schedule.step(metric)
        rates.append(sgd.param_groups[0]["lr"])
    return {"options": options, "metrics": metrics, "rates": rates}


json.dump(
    {
        "made_by": {
            "script": "schedules.py",
            "python": sys.version.split()[0],
            "torch": torch.__version__,
        },
        "one_cycle": [
            one_cycle(20, max_lr=0.5),
            one_cycle(20, max_lr=0.5, pct_start=0.5, div_factor=10, final_div_factor=100, anneal_strategy="linear"),
            one_cycle(7, max_lr=0.1, pct_start=0.4),
        ],
        "plateau": [
            plateau(METRICS, factor=0.5, patience=2),
            plateau(METRICS, factor=0.5, patience=1, cooldown=3),
            plateau(METRICS, factor=0.1, patience=0, min_lr=0.05),
            plateau(METRICS, factor=0.5, patience=2, threshold=0.2, threshold_mode="abs"),
            plateau([1 - m for m in METRICS], factor=0.5, patience=2, mode="max"),
        ],
    },
    sys.stdout,
    indent=1,
)
print()
