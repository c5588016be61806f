package dev.starling.ops;

/** How an outcome is printed. */
enum OutputFormat {
  TEXT,
  JSON
}
