package dev.gatehouse.mcp.schema;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Arguments between JSON and a record, and the schema that lies between the two. */
public final class RecordArguments<A extends Record> {
  private final RecordComponent[] components;
  private final Constructor<A> constructor;

  public RecordArguments(Class<A> type) {
    this.components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      this.constructor = type.getDeclaredConstructor(types);
      this.constructor.setAccessible(true);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("every record has that constructor", e);
    }
  }

  public JsonObject schema() {
    var schema = new ArgumentSchema();
    for (RecordComponent component : components) {
      Arg arg = component.getAnnotation(Arg.class);
      if (arg == null) {
        throw new IllegalArgumentException(
            "the component '" + component.getName() + "' has no @Arg to say what it means");
      }
      JsonObject property = property(component.getGenericType(), arg);
      if (arg.fallback().isEmpty()) {
        schema.required(component.getName(), property);
      } else {
        schema.optional(
            component.getName(), property.put("default", Json.decodeValue(arg.fallback())));
      }
    }
    return schema.toJson();
  }

  /** Of arguments that match the schema. */
  public A read(JsonObject given) {
    var values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      RecordComponent component = components[i];
      Object value = given.getValue(component.getName());
      Object present = value == null ? fallback(component) : value;
      values[i] = converted(present, component.getGenericType());
    }
    try {
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the record refuses arguments that match its schema", e);
    }
  }

  private static @Nullable Object fallback(RecordComponent component) {
    Arg arg = component.getAnnotation(Arg.class);
    return arg == null || arg.fallback().isEmpty() ? null : Json.decodeValue(arg.fallback());
  }

  private static JsonObject property(Type type, Arg arg) {
    JsonObject property = shape(type).put("description", arg.value());
    String bound = switch (property.getString("type")) {
      case "string" -> "Length";
      case "array" -> "Items";
      default -> "imum";
    };
    if (arg.min() != Long.MIN_VALUE) {
      property.put("min" + bound, arg.min());
    }
    if (arg.max() != Long.MAX_VALUE) {
      property.put("max" + bound, arg.max());
    }
    return arg.header().isEmpty() ? property : property.put("x-mcp-header", arg.header());
  }

  private static JsonObject shape(Type type) {
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      return typed("array").put("items", shape(list.getActualTypeArguments()[0]));
    }
    if (!(type instanceof Class<?> plain)) {
      throw new IllegalArgumentException("an argument cannot be of the type " + type);
    }
    if (plain.isEnum()) {
      var names = new JsonArray();
      Arrays.stream(plain.getEnumConstants()).map(Object::toString).forEach(names::add);
      return typed("string").put("enum", names);
    }
    if (plain.isRecord()) {
      return nested(plain).schema();
    }
    JsonObject shape = typed(name(plain));
    if (plain == int.class) {
      shape.put("minimum", Integer.MIN_VALUE).put("maximum", Integer.MAX_VALUE);
    } else if (plain == long.class) {
      shape.put("minimum", Long.MIN_VALUE).put("maximum", Long.MAX_VALUE);
    }
    return shape;
  }

  private static String name(Class<?> plain) {
    return switch (plain.getName()) {
      case "java.lang.String" -> "string";
      case "int", "long" -> "integer";
      case "double" -> "number";
      case "boolean" -> "boolean";
      default ->
        throw new IllegalArgumentException("an argument cannot be of the type " + plain.getName());
    };
  }

  private static JsonObject typed(String type) {
    return new JsonObject().put("type", type);
  }

  private static @Nullable Object converted(@Nullable Object value, Type type) {
    if (type instanceof ParameterizedType list && value instanceof JsonArray array) {
      Type element = list.getActualTypeArguments()[0];
      return array.stream().map(one -> converted(one, element)).toList();
    }
    if (!(type instanceof Class<?> plain)) {
      return value;
    }
    if (plain.isEnum()) {
      return Arrays.stream(plain.getEnumConstants())
          .filter(constant -> constant.toString().equals(value))
          .findFirst()
          .orElse(null);
    }
    if (plain.isRecord() && value instanceof JsonObject object) {
      return nested(plain).read(object);
    }
    return value instanceof Number number ? number(number, plain) : value;
  }

  private static Object number(Number number, Class<?> plain) {
    return switch (plain.getName()) {
      case "int" -> number.intValue();
      case "long" -> number.longValue();
      case "double" -> number.doubleValue();
      default -> number;
    };
  }

  private static RecordArguments<?> nested(Class<?> plain) {
    return new RecordArguments<>(plain.asSubclass(Record.class));
  }
}
