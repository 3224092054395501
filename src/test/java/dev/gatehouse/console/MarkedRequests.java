package dev.gatehouse.console;

import dev.gatehouse.testing.Http;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Requests, byte by byte, that carry a marked secret in every place there is: target, fields, cookies, bodies. */
final class MarkedRequests {
  private static final List<String> PARAMETERS = List.of(
      "client_id redirect_uri scope state code code_challenge code_challenge_method resource error"
          .split(" "));
  private static final List<String> MORE = List.of(
      "error_description iss prompt grant_type response_type token_type_hint decision client max_age"
          .split(" "));
  private static final List<String> SECRETS = List.of(
      "transaction request_uri login_hint password username csrf token refresh_token code_verifier"
          .split(" "));
  private static final List<String> FIELDS =
      List.of(("User-Agent Accept Accept-Language Cache-Control X-Api-Key X-Forwarded-For Forwarded"
              + " Last-Event-ID Mcp-Session-Id Mcp-Method Mcp-Name MCP-Protocol-Version DPoP Traceparent"
              + " If-None-Match From Via Sec-Fetch-Site Sec-Ch-Ua Priority Content-Language"
              + " Access-Control-Request-Headers Access-Control-Request-Method X-Forwarded-Host"
              + " X-Forwarded-Proto Content-Disposition Proxy-Authorization Mcp-Param-Message")
          .split(" "));

  private final Marks marks;
  private final String method;
  private final String path;

  MarkedRequests(Marks marks, String method, String path) {
    this.marks = marks;
    this.method = method;
    this.path = path;
  }

  /** All of them. */
  List<String> all() {
    var all = new ArrayList<String>();
    all.add(request(path + '?' + query(), "", ""));
    all.add(request(path + "?" + secret("bare query"), "", ""));
    all.add(request(path + "?" + "a=1&".repeat(100) + "code=" + secret("parameter 101"), "", ""));
    all.add(request(path + "?scope=x;code=" + secret("after a semicolon"), "", ""));
    all.add(request(path + '/' + secret("segment") + "/x;" + secret("matrix"), "", ""));
    all.add(request("/" + secret("first segment") + path, "", ""));
    all.add(request(path + "/x%2F" + secret("escaped segment"), "", ""));
    all.add(method + ' ' + "http://" + secret("target host") + ".example" + path + end("", ""));
    all.add(secret("method") + ' ' + path + end("", ""));
    all.add(request(path, fields(), ""));
    all.add(request(path, "Origin: https://" + secret("origin") + ".example\r\n", ""));
    all.add(method + ' ' + path + " HTTP/1.1\r\nHost: " + secret("host")
        + ".example\r\nConnection: close\r\n\r\n");
    credentials().forEach(value -> all.add(request(path, "Authorization: " + value + "\r\n", "")));
    bodies().forEach(body -> all.add(request(path, type(body[0]), body[1])));
    return all;
  }

  private String secret(String place) {
    return marks.in(method + ' ' + path + ": " + place);
  }

  private String query() {
    var pairs = new ArrayList<String>();
    for (List<String> names : List.of(PARAMETERS, MORE, SECRETS)) {
      names.forEach(name -> pairs.add(name + '=' + secret("query " + name)));
    }
    pairs.add("redirect_uri=" + url("query redirect_uri"));
    pairs.add("resource=" + url("query resource"));
    pairs.add(secret("query name") + '=' + secret("query value"));
    return String.join("&", pairs);
  }

  private String url(String place) {
    return "https://" + secret(place + " user") + ':' + secret(place + " password")
        + "@a.example/" + secret(place + " path") + "%3F" + secret(place + " name") + "%3D"
        + secret(place + " value") + "%23" + secret(place + " fragment");
  }

  private String fields() {
    var lines = new StringBuilder();
    FIELDS.forEach(name -> lines.append(name).append(": ").append(secret(name)).append("\r\n"));
    String agent = "Tool/" + secret("version") + " (" + secret("comment") + ")";
    return lines
        .append("User-Agent: ")
        .append(agent)
        .append("\r\n")
        .append("Referer: ")
        .append(url("referer").replace("%3F", "?").replace("%3D", "="))
        .append("\r\nX-")
        .append(secret("field name"))
        .append(": ")
        .append(secret("field"))
        .append("\r\nCookie: ")
        .append(secret("bare cookie"))
        .append("; a=")
        .append(secret("cookie"))
        .append("; ")
        .append(secret("cookie name"))
        .append("=1; gatehouse_8999_sid=")
        .append(secret("own cookie"))
        .append("\r\n")
        .toString();
  }

  private List<String> credentials() {
    return List.of(
        "Bearer " + secret("bearer"),
        secret("credentials alone"),
        secret("scheme") + ' ' + secret("of an unknown scheme"),
        "Basic " + Http.base64(secret("basic user") + ':' + secret("basic password")),
        "Basic " + Http.base64(secret("basic without colon")),
        "Basic " + secret("basic that is none"),
        "DPoP " + secret("dpop"),
        "Digest username=\"" + secret("digest") + '"');
  }

  // Content type, body.
  private List<String[]> bodies() {
    String form = "application/x-www-form-urlencoded";
    String json = json();
    return List.of(
        new String[] {form, query()},
        new String[] {form, json},
        new String[] {form, secret("bare form")},
        new String[] {"application/json", json},
        new String[] {"application/json", '[' + json + ',' + rpc() + ']'},
        new String[] {"application/json", rpc()},
        new String[] {"application/json", "{\"code\":\"" + secret("malformed")},
        new String[] {"application/json", '"' + secret("string") + '"'},
        new String[] {"text/plain", secret("text")},
        new String[] {"application/" + secret("content type"), json},
        new String[] {"multipart/form-data; boundary=" + "b0undary", multipart()});
  }

  private String json() {
    UnaryOperator<String> member = name -> "\"" + name + "\":\"" + secret("member " + name) + '"';
    var members = new ArrayList<String>();
    List.of((String.join(" ", PARAMETERS)
                + " client_name redirect_uris client_uri contacts software_id grant_types"
                + " token_endpoint_auth_method application_type jwks message name method id jsonrpc"
                + " sub error_description detail expires_in title")
            .split(" "))
        .forEach(name -> members.add(member.apply(name)));
    members.add('"' + secret("member name") + "\":1");
    members.add(
        "\"deep\":{\"er\":[{\"" + secret("deep name") + "\":[\"" + secret("deep") + "\"]}]}");
    return '{' + String.join(",", members) + '}';
  }

  private String rpc() {
    return ("{\"jsonrpc\":\"2.0\",\"id\":\"%s\",\"method\":\"%s\",\"params\":{\"name\":\"%s\",\"uri\":\"%s\","
            + "\"arguments\":{\"%s\":\"%s\"},\"_meta\":{\"progressToken\":\"%s\",\"%s\":\"%s\"},"
            + "\"protocolVersion\":\"%s\",\"clientInfo\":{\"name\":\"%s\",\"version\":\"%s\",\"title\":\"%s\"},"
            + "\"level\":\"%s\",\"cursor\":\"%s\",\"%s\":\"%s\"}}")
        .formatted(java.util.stream.Stream.of(
                "id",
                "method",
                "name",
                "uri",
                "argument name",
                "argument",
                "progressToken",
                "meta name",
                "meta",
                "protocolVersion",
                "client name",
                "client version",
                "title",
                "level",
                "cursor",
                "params name",
                "params")
            .map(place -> secret("rpc " + place))
            .toArray());
  }

  private String multipart() {
    return "--b0undary\r\nContent-Disposition: form-data; name=\"" + secret("part name")
        + "\"\r\n\r\n" + secret("part")
        + "\r\n--b0undary\r\nContent-Disposition: form-data; name=\""
        + secret("file name") + "\"; filename=\"" + secret("file") + "\"\r\n\r\n"
        + secret("file content") + "\r\n--b0undary--\r\n";
  }

  private static String type(String contentType) {
    return "Content-Type: " + contentType + "\r\n";
  }

  private String request(String target, String lines, String body) {
    return method + ' ' + target + end(lines, body);
  }

  private static String end(String lines, String body) {
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    return " HTTP/1.1\r\nHost: HOST\r\n" + lines
        + (length == 0 ? "" : "Content-Length: " + length + "\r\n")
        + "Connection: close\r\n\r\n" + body;
  }
}
