package dev.gatehouse.mcp.schema;

import dev.gatehouse.mcp.TypedTool;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes one argument of a tool, a component of the record that holds them; see {@link TypedTool}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Arg {
  /** For models and people: what it means. */
  String value();

  /** The least number, or the fewest characters or elements. */
  long min() default Long.MIN_VALUE;

  /** The greatest number, or the most characters or elements. */
  long max() default Long.MAX_VALUE;

  /** Its value where it is left out, as JSON; without one it must be given. */
  String fallback() default "";

  /** The name of the {@code Mcp-Param-} header in which a client repeats it; none unless given. */
  String header() default "";
}
