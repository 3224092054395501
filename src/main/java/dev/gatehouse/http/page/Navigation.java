package dev.gatehouse.http.page;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
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

  /** Whether a browser leads a person there: Fetch Metadata says so; where it says nothing, only who reads and asks for HTML as browsers do. */
  public static boolean isOf(HttpServerRequest request) {
    String accept =
        String.join(",", request.headers().getAll(HttpHeaders.ACCEPT)).toLowerCase(Locale.ROOT);
    @Nullable String mode = request.getHeader("Sec-Fetch-Mode");
    boolean led = mode == null ? reads(request) && isOfBrowser(accept) : mode.equals("navigate");
    return led && wantsPage(accept) && !isProgram(request);
  }

  private static boolean reads(HttpServerRequest request) {
    return request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
  }

  // Java's HttpURLConnection, and with it many OAuth libraries, sends "text/html, image/gif, ..."
  // for lack of anything better; browsers name XHTML too, and who names HTML alone means it.
  private static boolean isOfBrowser(String accept) {
    return accept.contains("application/xhtml+xml") || accept.strip().equals("text/html");
  }

  // RFC 9110 §12.5.1. Browsers name text/html first and neither JSON nor an event stream.
  private static boolean wantsPage(String accept) {
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
