"""The graph convolutional network of row W4 in PyTorch with sparse features. Usage: torch_sparse_features.py THREADS

Imports graph.py and timing.py, which lie beside bench_torch.py. Dropout acts on the stored features, as it does in ours.
"""
import os
import sys

threads = int(sys.argv[1])
os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = str(threads)
import torch
import torch.nn as nn
import torch.nn.functional as F
import graph
from timing import bench, emit

torch.set_num_threads(threads)
torch.manual_seed(0)


def sparse(rows, columns, values, shape):
    return torch.sparse_coo_tensor(torch.stack([rows, columns]), values, shape).coalesce()


def epoch_of(dropout):
    n, sources, targets, weights, x, y = graph.cora_like()
    x, y = torch.from_numpy(x), torch.from_numpy(y)
    adjacency = sparse(torch.from_numpy(targets), torch.from_numpy(sources), torch.from_numpy(weights), (n, n))
    features = x.to_sparse().coalesce()
    first, second = nn.Linear(x.shape[1], 16), nn.Linear(16, 7)
    optimizer = torch.optim.Adam([*first.parameters(), *second.parameters()], 0.01, weight_decay=5e-4)

    def dropped():
        if dropout == 0:
            return features
        values = F.dropout(features.values(), dropout)
        return torch.sparse_coo_tensor(features.indices(), values, features.shape)

    def epoch():
        h = torch.sparse.mm(dropped(), first.weight.T)
        h = F.relu(torch.sparse.mm(adjacency, h) + first.bias)
        z = torch.sparse.mm(adjacency, F.linear(F.dropout(h, dropout), second.weight)) + second.bias
        optimizer.zero_grad()
        F.cross_entropy(z, y).backward()
        optimizer.step()

    return epoch


for dropout, note in ((0.5, ""), (0, " no-dropout")):
    emit("torch", "W4", bench(epoch_of(dropout)), threads=threads, how="sparse features" + note)
