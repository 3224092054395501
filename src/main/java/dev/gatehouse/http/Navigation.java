package dev.gatehouse.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tells a person who opens an address from a program that asks for it. Programs must never be given a page: whoever is not certainly a
 * person counts as a program, a script in a browser included.
 */
public final class Navigation {
  private Navigation() {}

  /** Whether a browser leads a person there: Fetch Metadata says so, or, where it says nothing, HTML is what is wanted before all else. */
  public static boolean isOf(HttpServerRequest request) {
    @Nullable String mode = request.getHeader("Sec-Fetch-Mode");
    return (mode == null || mode.equals("navigate")) && wantsPage(request) && !isProgram(request);
  }

  // RFC 9110 §12.5.1. Browsers name text/html first and neither JSON nor an event stream.
  private static boolean wantsPage(HttpServerRequest request) {
    String accept =
        String.join(",", request.headers().getAll(HttpHeaders.ACCEPT)).toLowerCase(Locale.ROOT);
    boolean forPrograms = accept.contains("json") || accept.contains("text/event-stream");
    return !forPrograms
        && Arrays.stream(accept.split(",", 20)).map(String::strip).anyMatch("text/html"::equals);
  }

  // What no navigation carries.
  private static boolean isProgram(HttpServerRequest request) {
    return request.headers().contains(HttpHeaders.AUTHORIZATION)
        || request.headers().contains("DPoP")
        || request.headers().contains("Mcp-Protocol-Version")
        || request.headers().contains("Mcp-Session-Id");
  }
}
