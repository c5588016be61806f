"""Redraws the staleness law from the rows of `starling experiment staleness-law`.

Usage: python redraw_law.py DIRECTORY [PICTURE]     (needs pandas and matplotlib)
"""
import sys
import matplotlib
matplotlib.use("Agg")
import matplotlib.pyplot as plt
import pandas as pd

rows = pd.read_csv(sys.argv[1] + "/rows.csv")
figure, axes = plt.subplots(figsize=(8, 5))
for (arm, group), marker in zip(rows.groupby("arm"), "osD^v"):
    points = group.groupby("learners").agg({"mean": ["mean", "sem"], "mean_theory": "mean"})
    line, = axes.plot(points.index, points["mean_theory"]["mean"], label=arm + ", theory")
    axes.errorbar(points.index, points["mean"]["mean"], 2 * points["mean"]["sem"].fillna(0),
                  fmt=marker, color=line.get_color(), label=arm + ", measured ± 2 s.e.")
axes.set(xscale="log", xlabel="learners, n", ylabel="mean staleness (updates)", ylim=(0, None))
axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.14), ncol=2, frameon=False)
figure.savefig(sys.argv[2] if len(sys.argv) > 2 else "law.png", dpi=150, bbox_inches="tight")
