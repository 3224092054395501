package dev.gatehouse.mcp.call;

import dev.gatehouse.mcp.era.Reply;
import java.util.function.Function;

/**
 * What is run.
 *
 * @param kind {@code tool}, {@code prompt} or {@code resource}
 * @param name its own
 * @param blocks whether it needs a thread to itself
 * @param excuse the reply that says why it could not do its work
 */
public record InvocationTarget(
    String kind, String name, boolean blocks, Function<String, Reply> excuse) {}
