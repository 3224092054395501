package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.everything.ConformanceFixtures;
import dev.gatehouse.mcp.registry.Features;
import dev.gatehouse.mcp.registry.LiveOffer;
import dev.gatehouse.testing.App;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The everything server: off unless asked for, and each fixture behind a scope. */
class EverythingTest {
  private static final String LIST = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\"}";

  @RegisterExtension
  static final App plain = App.started();

  @RegisterExtension
  static final App full =
      App.with(settings -> settings.set("resource-server.tools", List.of("demo", "everything")));

  @Test
  void is_off_by_default() {
    String token = plain.token("alice", "mcp.read");
    assertThat(plain.mcp(token, LIST.formatted("tools/list")).body())
        .contains("\"echo\"")
        .doesNotContain("test_");
    assertThat(plain.mcp(token, LIST.formatted("prompts/list")).json().getJsonObject("error"))
        .isNotNull();
  }

  @Test
  void is_there_when_asked_for() {
    String token = full.token("alice", "mcp.read");
    assertThat(full.mcp(token, LIST.formatted("tools/list")).body())
        .contains("\"echo\"", "test_simple_text");
    assertThat(full.mcp(token, LIST.formatted("prompts/list")).body())
        .contains("test_simple_prompt");
  }

  @Test
  void has_each_fixture_behind_a_scope() {
    var offer = new LiveOffer();
    new ConformanceFixtures().open(offer);
    Features features = offer.features();
    Stream<String> scopes = Stream.of(
            features.tools().stream().map(tool -> tool.descriptor().scope()),
            features.prompts().stream().map(prompt -> prompt.descriptor().scope()),
            features.resources().stream().map(resource -> resource.descriptor().scope()),
            features.templates().stream().map(template -> template.descriptor().scope()))
        .flatMap(kind -> kind);
    assertThat(scopes).hasSizeGreaterThan(30).allMatch(List.of("mcp.read", "mcp.write")::contains);
  }
}
