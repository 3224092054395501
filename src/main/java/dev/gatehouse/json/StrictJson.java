package dev.gatehouse.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.gatehouse.json.MalformedJsonException.Kind;
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

/**
 * Reads a JSON object so that no two parsers could disagree about it: RFC 8259 §4 (names are unique), §8.1 (UTF-8), §8.2 (no half
 * characters), §9 (limits on depth, numbers and size).
 */
public final class StrictJson {
  static final int DEEPEST = 64;
  static final int LONGEST_NUMBER = 100;
  static final int LONGEST_NAME = 256;
  static final int MOST_TOKENS = 50_000;

  private static final String LIMITS = "this is beyond a limit of this server: depth "
      + DEEPEST + ", numbers of " + LONGEST_NUMBER + " digits, names of " + LONGEST_NAME
      + " characters, " + MOST_TOKENS + " tokens";

  private static final JsonFactory FACTORY = JsonFactory.builder()
      .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
      .streamReadConstraints(StreamReadConstraints.builder()
          .maxNestingDepth(DEEPEST)
          .maxNumberLength(LONGEST_NUMBER)
          .maxNameLength(LONGEST_NAME)
          .maxTokenCount(MOST_TOKENS)
          .build())
      .build();

  private final JsonParser parser;
  private final boolean escapes;

  private StrictJson(JsonParser parser, boolean escapes) {
    this.parser = parser;
    this.escapes = escapes;
  }

  /** The one object in the bytes; throws {@link MalformedJsonException}. */
  public static JsonObject object(Buffer utf8) {
    String text = text(utf8);
    try (JsonParser parser = FACTORY.createParser(text)) {
      return new StrictJson(parser, text.contains("\\u")).document();
    } catch (StreamConstraintsException e) {
      throw new MalformedJsonException(Kind.BEYOND_LIMITS, LIMITS);
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

  private static MalformedJsonException notJson(String fault) {
    return new MalformedJsonException(Kind.NOT_JSON, fault);
  }

  private JsonObject document() throws IOException {
    JsonToken first = parser.nextToken();
    if (first == null) {
      throw notJson("this is empty and not a JSON object");
    }
    if (first != JsonToken.START_OBJECT) {
      throw new MalformedJsonException(Kind.NOT_AN_OBJECT, "this is not a JSON object");
    }
    var object = new JsonObject(members());
    if (parser.nextToken() != null) {
      throw notJson("something follows the JSON object");
    }
    return object;
  }

  private Map<String, Object> members() throws IOException {
    var members = new LinkedHashMap<String, Object>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = whole(parser.currentName());
      parser.nextToken();
      int before = members.size();
      members.put(name, value());
      if (members.size() == before) {
        throw notJson("a name stands twice in one object"); // RFC 8259 §4
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
      case VALUE_STRING -> whole(parser.getText());
      case VALUE_NUMBER_INT -> parser.getNumberValue();
      case VALUE_NUMBER_FLOAT -> fraction();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw notJson("this is not JSON");
    };
  }

  private Double fraction() throws IOException {
    double value = parser.getDoubleValue();
    if (Double.isInfinite(value)) {
      throw new MalformedJsonException(
          Kind.BEYOND_LIMITS, "a number is larger than a double can hold"); // RFC 8259 §6
    }
    return value;
  }

  // Half of a surrogate pair can only come from an escape: the UTF-8 was checked before.
  private String whole(String text) {
    if (escapes && hasLoneSurrogate(text)) {
      throw notJson("a string holds half of a surrogate pair"); // RFC 8259 §8.2
    }
    return text;
  }

  private static boolean hasLoneSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (i + 1 == text.length()
            || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
          return true;
        }
        i++;
      }
    }
    return false;
  }
}
