"""The graph networks of rows W4 and W5 in PyTorch with sparse features. Usage: torch_sparse_features.py THREADS W4|W5

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


def cora_like():
    n, *arrays = graph.cora_like()
    sources, targets, weights, x, y = map(torch.from_numpy, arrays)
    return n, sources, targets, weights, x, x.to_sparse().coalesce(), y


def dropped(features, dropout):
    if dropout == 0:
        return features
    return torch.sparse_coo_tensor(features.indices(), F.dropout(features.values(), dropout), features.shape)


def convolution_epoch(dropout):
    n, sources, targets, weights, x, features, y = cora_like()
    adjacency = sparse(targets, sources, weights, (n, n))
    first, second = nn.Linear(x.shape[1], 16), nn.Linear(16, 7)
    optimizer = torch.optim.Adam([*first.parameters(), *second.parameters()], 0.01, weight_decay=5e-4)

    def epoch():
        h = torch.sparse.mm(dropped(features, dropout), first.weight.T)
        h = F.relu(torch.sparse.mm(adjacency, h) + first.bias)
        z = torch.sparse.mm(adjacency, F.linear(F.dropout(h, dropout), second.weight)) + second.bias
        optimizer.zero_grad()
        F.cross_entropy(z, y).backward()
        optimizer.step()

    return epoch


def attention_epoch(dropout):
    n, sources, targets, _, x, features, y = cora_like()

    class Attention(nn.Module):
        def __init__(self, inputs, heads, outputs):
            super().__init__()
            self.heads, self.outputs = heads, outputs
            self.transform = nn.Linear(inputs, heads * outputs, bias=False)
            self.attention = nn.Parameter(torch.randn(2, heads, outputs) * 0.1)
            self.bias = nn.Parameter(torch.zeros(heads * outputs))

        def forward(self, x):
            if x.is_sparse:
                z = torch.sparse.mm(dropped(x, dropout), self.transform.weight.T)
            else:
                z = self.transform(F.dropout(x, dropout))
            z = z.view(-1, self.heads, self.outputs)
            e = (z * self.attention[0]).sum(-1)[sources] + (z * self.attention[1]).sum(-1)[targets]
            e = F.leaky_relu(e, 0.2)
            with torch.no_grad():
                top = torch.full((n, self.heads), -1e30).scatter_reduce(
                    0, targets[:, None].expand(-1, self.heads), e, "amax")
            p = (e - top[targets]).exp()
            p = p / torch.zeros(n, self.heads).index_add(0, targets, p)[targets]
            p = F.dropout(p, dropout)
            out = torch.zeros(n, self.heads, self.outputs).index_add(0, targets, z[sources] * p[:, :, None])
            return out.reshape(n, -1) + self.bias

    first, second = Attention(x.shape[1], 8, 8), Attention(64, 1, 7)
    optimizer = torch.optim.Adam([*first.parameters(), *second.parameters()], 0.005, weight_decay=5e-4)

    def epoch():
        optimizer.zero_grad()
        F.cross_entropy(second(F.elu(first(features))), y).backward()
        optimizer.step()

    return epoch


how = "sparse features"
if sys.argv[2] == "W4":
    for dropout, note in ((0.5, ""), (0, " no-dropout")):
        emit("torch", "W4", bench(convolution_epoch(dropout)), threads=threads, how=how + note)
else:
    emit("torch", "W5", bench(attention_epoch(0.6)), threads=threads, how=how)
