package dev.gatehouse.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads one JSON object: UTF-8 (RFC 8259 §8.1), names unique (§4), nothing after it, limits on depth, names and numbers (§9). */
public final class StrictJson {
  private static final int DEEPEST = 32;
  private static final int MOST_TOKENS = 20_000;

  private static final JsonFactory FACTORY = JsonFactory.builder()
      .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
      .streamReadConstraints(StreamReadConstraints.builder()
          .maxNestingDepth(DEEPEST)
          .maxNumberLength(100)
          .maxNameLength(256)
          .maxTokenCount(MOST_TOKENS)
          .build())
      .build();

  private final JsonParser parser;

  private StrictJson(JsonParser parser) {
    this.parser = parser;
  }

  /** The one object in the bytes; throws {@link MalformedJsonException}. */
  public static JsonObject object(Buffer utf8) {
    try (JsonParser parser = FACTORY.createParser(text(utf8))) {
      return new StrictJson(parser).document();
    } catch (StreamConstraintsException e) {
      throw new MalformedJsonException("the JSON is deeper or longer than this server reads");
    } catch (JsonProcessingException | CharacterCodingException e) {
      throw new MalformedJsonException("the body is not JSON in UTF-8");
    } catch (IOException e) {
      throw new IllegalStateException("a string cannot be read", e);
    }
  }

  private static String text(Buffer utf8) throws CharacterCodingException {
    return StandardCharsets.UTF_8
        .newDecoder()
        .decode(ByteBuffer.wrap(utf8.getBytes()))
        .toString();
  }

  private JsonObject document() throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new MalformedJsonException("the body must be a JSON object");
    }
    var object = new JsonObject(members());
    if (parser.nextToken() != null) {
      throw new MalformedJsonException("something follows the JSON object");
    }
    return object;
  }

  private Map<String, Object> members() throws IOException {
    var members = new LinkedHashMap<String, Object>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      int before = members.size();
      members.put(name, value());
      if (members.size() == before) {
        throw new MalformedJsonException("a member stands twice in one object");
      }
    }
    return members;
  }

  private List<Object> elements() throws IOException {
    var elements = new ArrayList<Object>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value());
    }
    return elements;
  }

  @SuppressWarnings("NullAway") // null is a JSON value here
  private Object value() throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> members();
      case START_ARRAY -> elements();
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw new MalformedJsonException("the body is not JSON");
    };
  }
}
