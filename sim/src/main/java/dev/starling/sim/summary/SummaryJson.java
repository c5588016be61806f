package dev.starling.sim.summary;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Writes a {@link RunSummary} as {@code summary.json} has it, and reads it back. Stateless. */
public final class SummaryJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          // The shortest decimal that reads back equal, on every JDK: Double.toString is not before
          // 19.
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          // A summary written by a later version has keys that this one does not know.
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private static final ObjectWriter WRITER =
      MAPPER.writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));

  private SummaryJson() {}

  /** JSON in the documented key order, indented, with a line end after the last brace. */
  public static String write(RunSummary summary) {
    try {
      return WRITER.writeValueAsString(summary) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a run summary that has no JSON: " + summary, e);
    }
  }

  /**
   * Reads what {@link #write} wrote; unknown keys are passed over.
   *
   * @throws IllegalArgumentException when the text is no summary; the message tells where
   */
  public static RunSummary read(String json) {
    try {
      RunSummary summary = MAPPER.readValue(json, RunSummary.class);
      if (summary == null) {
        throw new IllegalArgumentException("not a run summary: the JSON text is null");
      }
      return summary;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "not a run summary: " + e.getOriginalMessage() + where(e), e);
    }
  }

  private static String where(JsonProcessingException e) {
    return e.getLocation() == null ? "" : " at line " + e.getLocation().getLineNr();
  }
}
