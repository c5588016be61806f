"""PyTorch's side of `starling bench gossip`: one of two processes that each make a step of SGD on one thread, exchange
their whole models over gloo and average them. Reads "SECONDS" lines, answers steps per second of this process.

Arguments: rank (0 or 1), port, batch size, width of the hidden layer, features, samples.
"""
import os
import sys
import time

import torch
import torch.distributed as dist
import torch.nn as nn
import torch.nn.functional as F
from torch.nn.utils import parameters_to_vector, vector_to_parameters

CLASSES = 10
BLOCK = 20
STEP_SIZE = 0.001

rank, port, batch, hidden, features, samples = (int(word) for word in sys.argv[1:7])
os.environ.update(MASTER_ADDR="127.0.0.1", MASTER_PORT=str(port), GLOO_SOCKET_IFNAME="lo")
torch.set_num_threads(1)
torch.manual_seed(rank)
dist.init_process_group("gloo", rank=rank, world_size=2)
x = torch.rand(samples, features) * (torch.rand(samples, features) < 0.5)
y = torch.randint(0, CLASSES, (samples,))
model = nn.Sequential(nn.Linear(features, hidden), nn.ReLU(), nn.Linear(hidden, CLASSES))
optimizer = torch.optim.SGD(model.parameters(), STEP_SIZE)
received = torch.empty(sum(each.numel() for each in model.parameters()))


def step():
    rows = torch.randint(0, samples, (batch,))
    optimizer.zero_grad()
    F.cross_entropy(model(x[rows]), y[rows]).backward()
    optimizer.step()
    with torch.no_grad():
        own = parameters_to_vector(model.parameters())
        sending = dist.isend(own, 1 - rank)
        receiving = dist.irecv(received, 1 - rank)
        sending.wait()
        receiving.wait()
        vector_to_parameters(own.add_(received).mul_(0.5), model.parameters())


print("ready torch", torch.__version__, flush=True)
for line in sys.stdin:
    dist.barrier()
    begun = time.perf_counter()
    goes_on = torch.ones(1)
    steps = 0
    while goes_on.item() > 0:
        for _ in range(BLOCK):
            step()
        steps += BLOCK
        # Both have to stop after the same step.
        goes_on[0] = time.perf_counter() - begun < float(line)
        dist.broadcast(goes_on, 0)
    print(steps / (time.perf_counter() - begun), flush=True)
