package dev.gatehouse.json;

import static dev.gatehouse.json.StrictJson.notJson;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.gatehouse.json.MalformedJsonException.Kind;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One JSON object, or an array of them, and nothing after it, RFC 8259 §4 and §8.2, read from a parser that keeps the limits. */
final class JsonDocumentParser {
  private static final int LONG_DIGITS = 18; // as many always fit

  private final JsonParser parser;
  private final boolean escapes;

  /** A text without {@code \\u} holds no half character: its UTF-8 was checked. */
  JsonDocumentParser(JsonParser parser, boolean escapes) {
    this.parser = parser;
    this.escapes = escapes;
  }

  Map<String, Object> members() throws IOException {
    JsonToken first = parser.nextToken();
    if (first == null) {
      throw notJson("this is empty and not a JSON object");
    }
    if (first != JsonToken.START_OBJECT) {
      throw new MalformedJsonException(Kind.NOT_AN_OBJECT, "this is not a JSON object");
    }
    Map<String, Object> members = object();
    if (parser.nextToken() != null) {
      throw notJson("something follows the JSON object");
    }
    return members;
  }

  List<JsonObject> objects() throws IOException {
    if (parser.nextToken() != JsonToken.START_ARRAY) {
      throw notJson("this is not a JSON array");
    }
    var objects = new ArrayList<JsonObject>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        throw new MalformedJsonException(Kind.NOT_AN_OBJECT, "this is not an array of objects");
      }
      objects.add(new JsonObject(object()));
    }
    if (parser.nextToken() != null) {
      throw notJson("something follows the JSON array");
    }
    return objects;
  }

  private Map<String, Object> object() throws IOException {
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

  private List<Object> array() throws IOException {
    var elements = new ArrayList<Object>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value());
    }
    return elements;
  }

  @SuppressWarnings("NullAway") // null is a JSON value here
  private Object value() throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_STRING -> whole(parser.getText());
      case VALUE_NUMBER_INT -> parser.getNumberValue();
      case VALUE_NUMBER_FLOAT -> fraction();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw notJson("this is not JSON");
    };
  }

  // RFC 8259 §6 knows one kind of number: 1.0 and 1E0 are 1, and are read as 1 is.
  private Number fraction() throws IOException {
    double value = parser.getDoubleValue();
    if (Double.isInfinite(value)) {
      throw new MalformedJsonException(
          Kind.BEYOND_LIMITS, "a number is larger than a double can hold"); // RFC 8259 §6
    }
    if (value == 0) {
      return 0; // whatever its exponent, which may be larger than BigDecimal takes
    }
    BigDecimal exact = parser.getDecimalValue().stripTrailingZeros();
    return exact.scale() > 0 || exact.precision() - exact.scale() > LONG_DIGITS
        ? value
        : integer(exact.longValueExact());
  }

  private static Number integer(long integer) {
    if (integer == (int) integer) {
      return (int) integer;
    }
    return integer;
  }

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
