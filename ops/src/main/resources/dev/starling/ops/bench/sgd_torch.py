"""PyTorch's side of `starling bench sgd`: reads "SECONDS" lines, answers samples per second of SGD on one thread.

Arguments: batch size, width of the hidden layer (0 for softmax regression), features, classes, samples.
"""
import sys
import time

import torch
import torch.nn as nn
import torch.nn.functional as F

batch, hidden, features, classes, samples = (int(word) for word in sys.argv[1:6])
torch.set_num_threads(1)
torch.manual_seed(1)
x = torch.rand(samples, features) * (torch.rand(samples, features) < 0.5)
y = torch.randint(0, classes, (samples,))
if hidden:
    model = nn.Sequential(nn.Linear(features, hidden), nn.ReLU(), nn.Linear(hidden, classes))
else:
    model = nn.Linear(features, classes)
optimizer = torch.optim.SGD(model.parameters(), 0.1)

print("ready torch", torch.__version__, flush=True)
order, at = torch.randperm(samples), 0
for line in sys.stdin:
    begun = time.perf_counter()
    end = begun + float(line)
    done = 0
    while time.perf_counter() < end:
        if at + batch > samples:
            order, at = torch.randperm(samples), 0
        rows = order[at : at + batch]
        at += batch
        optimizer.zero_grad()
        F.cross_entropy(model(x[rows]), y[rows]).backward()
        optimizer.step()
        done += batch
    print(done / (time.perf_counter() - begun), flush=True)
