package dev.gatehouse.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gatehouse.fuzz.JsonValues;
import dev.gatehouse.json.MalformedJsonException.Kind;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What is read is what Jackson reads; what is refused, Jackson refuses too, told to be strict, but for limits and half characters. */
public final class StrictJsonFuzz {
  private static final ObjectMapper JACKSON = JsonMapper.builder()
      .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
      .build();

  private StrictJsonFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) throws JsonProcessingException {
    String text = new String(data, StandardCharsets.UTF_8);
    Optional<JsonNode> theirs = jackson(text);
    try {
      JsonObject ours = StrictJson.BODY.object(Buffer.buffer(data));
      assertThat(text.getBytes(StandardCharsets.UTF_8)).isEqualTo(data); // RFC 8259 §8.1
      JsonNode again = JACKSON.readTree(ours.encode());
      assertThat(theirs)
          .hasValueSatisfying(read -> assertThat(JsonValues.same(again, read))
              .as("%s of %s", again, read)
              .isTrue());
      assertThat(StrictJson.BODY.object(ours.toBuffer())).isEqualTo(ours);
    } catch (MalformedJsonException refused) {
      boolean wellFormed = theirs.filter(JsonNode::isObject).isPresent();
      assertThat(wellFormed
              && refused.kind() != Kind.BEYOND_LIMITS
              && !text.contains("\\u")
              && !text.contains("\uFFFD"))
          .as(refused.fault())
          .isFalse();
      assertThat(refused.fault()).matches("[\\x20-\\x7e]+");
    }
  }

  private static Optional<JsonNode> jackson(String text) {
    try {
      return Optional.of(JACKSON.readTree(text));
    } catch (JsonProcessingException refused) {
      return Optional.empty();
    }
  }
}
