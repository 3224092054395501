package dev.gatehouse.resourceserver.landing;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A browser at the landing page: one cookie, and the headers by which browsers say where a request comes from. */
final class Visitor {
  private final HttpClient http = HttpClient.newHttpClient();
  private final String origin;
  private String cookie = "";
  private String lastSetCookie = "";

  /** What the browser says of where a POST comes from; empty where it says nothing but {@code Origin: null}. */
  String site = "same-origin";

  Visitor(String origin) {
    this.origin = origin;
  }

  String page() {
    return get("/", "text/html,*/*;q=0.8").body();
  }

  HttpResponse<String> get(String address, String accept) {
    URI uri = URI.create(address.startsWith("/") ? origin + address : address);
    return send(HttpRequest.newBuilder(uri).header("Accept", accept));
  }

  HttpResponse<String> post(String path, String form) {
    return send(HttpRequest.newBuilder(URI.create(origin + path))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .header(site.isEmpty() ? "Origin" : "Sec-Fetch-Site", site.isEmpty() ? "null" : site)
        .POST(BodyPublishers.ofString(form)));
  }

  HttpResponse<String> call(String tool, JsonObject arguments) {
    var body = new JsonObject().put("tool", tool).put("arguments", arguments);
    return send(HttpRequest.newBuilder(URI.create(origin + "/login/call"))
        .header("Content-Type", "application/json")
        .header(site.isEmpty() ? "Origin" : "Sec-Fetch-Site", site.isEmpty() ? "null" : site)
        .POST(BodyPublishers.ofString(body.encode())));
  }

  /** Sends the form of the login. */
  HttpResponse<String> begin(String... scopes) {
    return post(
        "/login",
        Arrays.stream(scopes)
            .map(scope -> "scope=" + URLEncoder.encode(scope, StandardCharsets.UTF_8))
            .collect(Collectors.joining("&")));
  }

  /** Goes to the authorization server; where it sends the browser back to. */
  String comeBackFrom(HttpResponse<String> begun) {
    return location(get(location(begun), "text/html"));
  }

  void logIn(String... scopes) {
    get(comeBackFrom(begin(scopes)), "text/html");
  }

  String cookie() {
    return cookie;
  }

  void setCookie(String value) {
    cookie = value;
  }

  String lastSetCookie() {
    return lastSetCookie;
  }

  private static String location(HttpResponse<String> answer) {
    return answer
        .headers()
        .firstValue("location")
        .orElseThrow(() -> new AssertionError(answer.body()));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    if (!cookie.isEmpty()) {
      request.header("Cookie", cookie);
    }
    try {
      HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
      answer.headers().firstValue("set-cookie").ifPresent(this::keep);
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void keep(String header) {
    lastSetCookie = header;
    cookie = header.substring(0, header.indexOf(';'));
  }
}
