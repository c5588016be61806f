package dev.starling.sim.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** How every page begins: its title, and the one style sheet inside it. Stateless. */
final class PageHead {
  private PageHead() {}

  /** From the document type to the open {@code main} element. */
  static void open(Markup page, String title) {
    page.raw("<!DOCTYPE html>\n").open("html", "lang", "en").open("head").line();
    page.raw("<meta charset=\"utf-8\">\n");
    page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.element("title", title).line();
    page.open("style").raw(style()).close("style").close("head").line();
    page.open("body").open("main").line();
  }

  private static String style() {
    try (InputStream css = PageHead.class.getResourceAsStream("report.css")) {
      return new String(
          Objects.requireNonNull(css, "report.css is not on the class path").readAllBytes(),
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read report.css: " + e.getMessage(), e);
    }
  }
}
