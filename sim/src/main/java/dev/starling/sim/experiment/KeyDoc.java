package dev.starling.sim.experiment;

/**
 * One key of a run's configuration, for help texts.
 *
 * @param key such as {@code run.learners}
 * @param defaultValue as it stands in {@code starling-run.conf}, without quotes
 * @param comment its meaning, unit and range; one line without a break
 */
public record KeyDoc(String key, String defaultValue, String comment) {}
