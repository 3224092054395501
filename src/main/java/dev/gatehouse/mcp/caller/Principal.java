package dev.gatehouse.mcp.caller;

import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Whom a transport found to be calling.
 *
 * @param subject {@code sub}; empty where nobody proved to be anybody
 * @param clientId {@code client_id}
 * @param scopes what the token carries, in its order
 * @param claims all claims of the token, made when a tool asks for them
 */
public record Principal(
    String subject, String clientId, Set<String> scopes, Supplier<JsonObject> claims) {}
