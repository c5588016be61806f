package dev.starling.model;

/**
 * How well one θ does on one data set.
 *
 * @param loss mean loss: cross-entropy in nats, or half the squared error; NaN or infinite when θ
 *     has diverged
 * @param accuracy share of samples whose class is told right, in [0, 1]; NaN for regression
 * @param samples samples looked at
 */
public record Evaluation(double loss, double accuracy, int samples) {}
