package dev.gatehouse.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.gatehouse.json.MalformedJsonException.Kind;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Reads a JSON object so that no two parsers could disagree about it: RFC 8259 §4 (names are
 * unique), §8.1 (UTF-8), §8.2 (no half characters), §9 (limits).
 */
public final class StrictJson {
  /** Bodies of requests. */
  public static final StrictJson BODY = new StrictJson(new Limits(64, 100, 256, 50_000));

  /** Headers and claims of a JWT: flat, so few levels; RFC 8725 §2.4. */
  public static final StrictJson JWT = new StrictJson(new Limits(16, 64, 256, 50_000));

  /** What an issuer publishes: as flat, and its list of what it revoked is long. */
  public static final StrictJson ISSUER = new StrictJson(new Limits(16, 64, 256, 500_000));

  /**
   * How much is read, RFC 8259 §9.
   *
   * @param depth levels of objects and arrays
   * @param digits characters of a number
   * @param name characters of a member's name
   * @param tokens names, values, brackets and braces together
   */
  record Limits(int depth, int digits, int name, int tokens) {
    @Override
    public String toString() {
      return "depth " + depth + ", numbers of " + digits + " digits, names of " + name
          + " characters, " + tokens + " tokens";
    }
  }

  private final Limits limits;
  private final JsonFactory factory;

  public StrictJson(Limits limits) {
    this.limits = limits;
    this.factory = JsonFactory.builder()
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .streamReadConstraints(StreamReadConstraints.builder()
            .maxNestingDepth(limits.depth())
            .maxNumberLength(limits.digits())
            .maxNameLength(limits.name())
            .maxTokenCount(limits.tokens())
            .build())
        .build();
  }

  /** The one object in the bytes; throws {@link MalformedJsonException}. */
  public JsonObject object(Buffer utf8) {
    return new JsonObject(read(utf8, JsonDocumentParser::members));
  }

  /** The members of the one object in the bytes; throws {@link MalformedJsonException}. */
  public Map<String, Object> members(byte[] utf8) {
    return read(Buffer.buffer(utf8), JsonDocumentParser::members);
  }

  /** The objects in the one array in the bytes; throws {@link MalformedJsonException}. */
  public List<JsonObject> objects(Buffer utf8) {
    return read(utf8, JsonDocumentParser::objects);
  }

  private interface Part<T> {
    T of(JsonDocumentParser document) throws IOException;
  }

  private <T> T read(Buffer utf8, Part<T> part) {
    String text = text(utf8);
    try (JsonParser parser = factory.createParser(text)) {
      return part.of(new JsonDocumentParser(parser, text.contains("\\u")));
    } catch (StreamConstraintsException e) {
      throw new MalformedJsonException(
          Kind.BEYOND_LIMITS, "this is beyond a limit of this server: " + limits);
    } catch (JsonProcessingException e) {
      var place = e.getLocation();
      String where =
          place == null ? "" : " at line " + place.getLineNr() + ", column " + place.getColumnNr();
      throw notJson("this is not JSON" + where);
    } catch (IOException e) {
      throw new IllegalStateException("a string cannot be read", e);
    }
  }

  // The replacement character is what a decoder writes for a broken sequence, and a legal character
  // too: only where it stands, look twice.
  private static String text(Buffer utf8) {
    String text = utf8.toString(StandardCharsets.UTF_8);
    if (text.indexOf('\uFFFD') >= 0) {
      try {
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8.getBytes()));
      } catch (CharacterCodingException e) {
        throw notJson("this is not valid UTF-8"); // RFC 8259 §8.1
      }
    }
    return text;
  }

  static MalformedJsonException notJson(String fault) {
    return new MalformedJsonException(Kind.NOT_JSON, fault);
  }
}
