"""The losses of the first steps of each workload in PyTorch, without dropout, for first_losses.json.

Usage: PYTHONPATH=<folder with the peers' graph.py> python3 first_losses.py > first_losses.json

Parameter k of a workload, in the order of `training.parameters`, begins as uniform(shape, 100 + k, 1 / sqrt(f)), where f is the size of a row,
or of the whole where there is one axis.
"""
import json
import math

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
import graph

STEPS = 5


def uniform(shape, seed, scale=1.0):
    values = -scale + graph.unit(math.prod(shape), seed) * 2 * scale
    return torch.from_numpy(values.astype(np.float32).reshape(shape))


def labels(count, classes, seed):
    return torch.from_numpy(np.floor(graph.unit(count, seed) * classes).astype(np.int64))


def first_losses(parameters, optimizer, loss_of):
    with torch.no_grad():
        for k, p in enumerate(parameters):
            p.copy_(uniform(tuple(p.shape), 100 + k, 1 / math.sqrt(p[0].numel() if p.dim() > 1 else p.numel())))
    optimizer = optimizer(parameters)
    losses = []
    for _ in range(STEPS):
        optimizer.zero_grad()
        loss = loss_of()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


def sgd(rate):
    return lambda parameters: torch.optim.SGD(parameters, rate)


def adam(rate):
    return lambda parameters: torch.optim.Adam(parameters, rate, weight_decay=5e-4)


def w2():
    m = nn.Sequential(nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 128), nn.ReLU(), nn.Linear(128, 10))
    x, y = uniform((64, 784), 1), labels(64, 10, 9)
    return first_losses([*m.parameters()], sgd(0.01), lambda: F.cross_entropy(m(x), y))


def w3():
    m = nn.Sequential(nn.Conv2d(1, 8, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2),
                      nn.Conv2d(8, 16, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2),
                      nn.Flatten(), nn.Linear(784, 10))
    x, y = uniform((64, 1, 28, 28), 1), labels(64, 10, 9)
    return first_losses([*m.parameters()], sgd(0.01), lambda: F.cross_entropy(m(x), y))


def citation():
    n, src, dst, w, x, y = graph.cora_like()
    return n, *map(torch.from_numpy, (src, dst, w, x, y))


def w4():
    n, src, dst, w, x, y = citation()
    adjacency = torch.sparse_coo_tensor(torch.stack([dst, src]), w, (n, n)).coalesce()
    first, second = nn.Linear(1433, 16), nn.Linear(16, 7)

    def loss():
        h = F.relu(torch.sparse.mm(adjacency, F.linear(x, first.weight)) + first.bias)
        return F.cross_entropy(torch.sparse.mm(adjacency, F.linear(h, second.weight)) + second.bias, y)
    return first_losses([*first.parameters(), *second.parameters()], adam(0.01), loss)


def w5():
    n, src, dst, w, x, y = citation()
    shapes = [(64, 1433), (2, 8, 8), (64,), (7, 64), (2, 1, 7), (7,)]
    p = [nn.Parameter(torch.empty(shape)) for shape in shapes]

    def layer(x, weight, attention, bias):
        heads, outputs = attention.shape[1:]
        z = F.linear(x, weight).view(-1, heads, outputs)
        e = F.leaky_relu((z * attention[0]).sum(-1)[src] + (z * attention[1]).sum(-1)[dst], 0.2).exp()
        e = e / torch.zeros(n, heads).index_add(0, dst, e)[dst]
        return torch.zeros(n, heads, outputs).index_add(0, dst, z[src] * e[:, :, None]).reshape(n, -1) + bias
    return first_losses(p, adam(0.005), lambda: F.cross_entropy(layer(F.elu(layer(x, *p[:3])), *p[3:]), y))


def w7():
    m = nn.Sequential(nn.Linear(2, 8), nn.Tanh(), nn.Linear(8, 1), nn.Sigmoid())
    x = torch.tensor([[0., 0], [0, 1], [1, 0], [1, 1]])
    y = torch.tensor([[0.], [1], [1], [0]])
    return first_losses([*m.parameters()], sgd(0.1), lambda: F.mse_loss(m(x), y))


def w8():
    m, d = nn.LSTM(64, 128, batch_first=True), nn.Linear(128, 10)
    x, y = uniform((32, 50, 64), 1), labels(32, 10, 9)
    return first_losses([*m.parameters(), *d.parameters()], sgd(0.01), lambda: F.cross_entropy(d(m(x)[0][:, -1]), y))


found = {"W2": w2(), "W3": w3(), "W4": w4(), "W5": w5(), "W7": w7(), "W8": w8()}
print(json.dumps({"script": "first_losses.py", "version": f"PyTorch {torch.__version__}", "losses": found}, indent=1))
