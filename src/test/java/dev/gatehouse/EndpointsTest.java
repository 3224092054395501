package dev.gatehouse;

import static dev.gatehouse.handshake.ServerEndpoint.ASSETS;
import static dev.gatehouse.handshake.ServerEndpoint.REGISTRATION_MANAGEMENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.handshake.Party;
import dev.gatehouse.handshake.ServerEndpoint;
import dev.gatehouse.oauth.uri.WellKnown;
import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.SourceFiles;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each {@link ServerEndpoint} is where it says, and its path is written nowhere else. */
class EndpointsTest {
  private static final Pattern STRING_OR_COMMENT = Pattern.compile(
      "\"(?:[^\"\\\\]|\\\\.)*+\"|'(?:[^'\\\\]|\\\\.)++'|//[^\\n]*|/\\*[\\s\\S]*?\\*/");

  private static final Pattern OUR_PATH = ourPath();

  /** Files that say one of these paths and do not mean ours. */
  private static final Map<String, String> EXCEPTIONS = Map.of(
      "ServerEndpoint.java", "where they are written",
      "WellKnown.java", "RFC 8615: the same on every server",
      "UnprotectedEndpoint.java", "where MCP servers of others usually are",
      "DiscoverySteps.java", "where MCP servers of others usually are",
      "MetadataSchema.java", "a command of Gemini CLI",
      "AuthorizationRules.java", "a command of Gemini CLI",
      "UnknownClientAdvice.java", "commands and redirect URIs of clients");

  @RegisterExtension
  static final App app = App.with(settings -> settings
      .set("auth-server.admin-token", "an-admin-token-of-32-characters-or-more")
      .set("server.console", "on"));

  @ParameterizedTest
  @EnumSource
  void is_served_by_its_servers_and_by_no_other(ServerEndpoint endpoint) {
    for (Party party : Party.values()) {
      boolean served = Stream.of("GET", "POST")
          .anyMatch(method -> isServed(method, origin(party) + sample(endpoint)));
      assertThat(served)
          .as("%s has %s", party, endpoint.path())
          .isEqualTo(ServerEndpoint.find(party, sample(endpoint)).isPresent());
    }
  }

  @ParameterizedTest // as the router has it
  @EnumSource
  void is_the_same_with_a_slash_at_its_end(ServerEndpoint endpoint) {
    String path = endpoint.root().length() > 1 ? endpoint.root() + '/' : endpoint.path();
    for (Party party : Party.values()) {
      if (endpoint.isOf(party) && endpoint.root().equals(endpoint.path())) {
        assertThat(ServerEndpoint.find(party, path)).contains(endpoint);
        assertThat(
                Stream.of("GET", "POST").anyMatch(method -> isServed(method, origin(party) + path)))
            .as("%s has %s", party, path)
            .isTrue();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void is_found_by_its_path(ServerEndpoint endpoint) {
    for (Party party : Party.values()) {
      if (endpoint.isOf(party)) {
        assertThat(ServerEndpoint.find(party, sample(endpoint))).contains(endpoint);
      }
    }
    assertThat(endpoint.isOf(Party.AUTHORIZATION_SERVER) || endpoint.isOf(Party.RESOURCE_SERVER))
        .isTrue();
  }

  @Test // RFC 8414 §2
  void is_advertised_by_its_member_and_nothing_else_is() {
    String url = ServerEndpoint.SERVER_METADATA.at(app.issuer());
    JsonObject metadata = Http.get(url).json();
    var advertised = new HashMap<String, String>();
    for (String name : metadata.fieldNames()) {
      if (name.endsWith("_endpoint") || name.endsWith("_uri")) {
        advertised.put(name, metadata.getString(name));
      }
    }
    var expected = new HashMap<String, String>();
    for (ServerEndpoint endpoint : ServerEndpoint.values()) {
      endpoint.member().ifPresent(member -> expected.put(member, endpoint.at(app.issuer())));
    }
    assertThat(advertised).isEqualTo(expected).hasSize(8);
  }

  @Test
  void stands_in_no_other_string_of_the_code() {
    var found = new TreeSet<String>();
    SourceFiles.below(SourceFiles.MAIN, ".java").stream()
        .filter(file -> !EXCEPTIONS.containsKey(file.getFileName().toString()))
        .forEach(file -> literals(SourceFiles.text(file))
            .filter(EndpointsTest::holdsPath)
            .forEach(literal -> found.add(file + ": " + literal)));
    assertThat(found).isEmpty();
  }

  @Test
  void needs_each_of_its_exceptions() {
    for (String name : EXCEPTIONS.keySet()) {
      assertThat(SourceFiles.below(SourceFiles.MAIN, name).stream()
              .flatMap(file -> literals(SourceFiles.text(file)))
              .anyMatch(EndpointsTest::holdsPath))
          .as(name)
          .isTrue();
    }
  }

  @Test // modules of the browser import each other by name
  void stands_in_no_page_and_no_script() {
    var found = new TreeSet<String>();
    Stream.of(".peb", ".js")
        .flatMap(ending -> SourceFiles.below(Path.of("webroot"), ending).stream())
        .forEach(file -> SourceFiles.text(file)
            .lines()
            .filter(line -> !line.startsWith("import ") && !line.strip().startsWith("/**"))
            .filter(EndpointsTest::holdsPath)
            .forEach(line -> found.add(file + ": " + line)));
    assertThat(found).isEmpty();
  }

  @Test
  void would_be_found_in_a_string() {
    assertThat(List.of(
            "\"/token\"",
            "issuer/x /register/",
            "%s/mcp -H",
            "$ISSUER/token -d",
            "{{ origin }}/whoami",
            "/login?x",
            "/oauth/jwks"))
        .allMatch(EndpointsTest::holdsPath);
    assertThat(List.of("/params", "https://mcp.example.com", "/tokens", "/"))
        .noneMatch(EndpointsTest::holdsPath);
  }

  private static boolean isServed(String method, String url) {
    var reply = Http.send(method, url, "", "Accept", "text/html", "Sec-Fetch-Mode", "navigate");
    return reply.status() != 404;
  }

  // One that stands for what is below it answers there.
  private static String sample(ServerEndpoint endpoint) {
    if (endpoint == ASSETS) {
      return endpoint.below("page.js");
    }
    return endpoint == REGISTRATION_MANAGEMENT ? endpoint.below("nobody") : endpoint.path();
  }

  private static String origin(Party party) {
    return party == Party.AUTHORIZATION_SERVER ? app.issuer() : app.origin();
  }

  private static boolean holdsPath(String text) {
    return text.contains(WellKnown.PREFIX) || OUR_PATH.matcher(text).find();
  }

  // Behind the origin, be it written as %s, $ISSUER or {{ issuer }}, or by itself.
  private static Pattern ourPath() {
    String paths = Arrays.stream(ServerEndpoint.values())
        .map(ServerEndpoint::root)
        .filter(path -> path.length() > 1)
        .map(Pattern::quote)
        .collect(Collectors.joining("|"));
    return Pattern.compile(
        "(?:(?<![\\w./-])|(?<=[}%]|%s|\\$[A-Z]{1,20}))(?:" + paths + ")(?![\\w-])");
  }

  private static Stream<String> literals(String source) {
    return STRING_OR_COMMENT
        .matcher(source)
        .results()
        .map(found -> found.group())
        .filter(token -> token.startsWith("\""));
  }
}
