package dev.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.handshake.Decision;
import dev.gatehouse.handshake.Decisions;
import dev.gatehouse.handshake.Outcome;
import dev.gatehouse.handshake.Party;
import dev.gatehouse.handshake.Step;
import dev.gatehouse.testing.SourceFiles;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nothing is refused without a cause, and no cause stands in the list without being used. */
class CauseTest {
  private static final Pattern USE = Pattern.compile("Cause\\s*\\.([A-Z_]+)\\b");

  @Test
  void is_part_of_every_refusal_that_can_be_made() {
    assertThat(Arrays.stream(OAuthException.class.getDeclaredMethods())
            .filter(method -> Modifier.isStatic(method.getModifiers()))
            .filter(method -> method.getReturnType() == OAuthException.class))
        .isNotEmpty()
        .allMatch(CauseTest::takesCause);
    assertThat(OAuthException.class.getConstructors()).isEmpty();
    assertThat(Arrays.stream(Decisions.class.getMethods())
            .filter(method -> method.getName().equals("refused")))
        .isNotEmpty()
        .allMatch(CauseTest::takesCause);
    assertThatThrownBy(() -> new Decision(
            Instant.EPOCH, Party.RESOURCE_SERVER, Step.TOKEN, Outcome.REFUSED, null, Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void is_used_by_a_server() {
    var used = SourceFiles.below(SourceFiles.MAIN, ".java").stream()
        .filter(file -> !file.startsWith(SourceFiles.MAIN.resolve("console")))
        .filter(file -> !file.endsWith("Cause.java"))
        .flatMap(file -> USE.matcher(SourceFiles.text(file)).results())
        .map(found -> found.group(1))
        .collect(Collectors.toSet());
    assertThat(used)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Cause.values()).map(Cause::name).toList());
  }

  @Test
  void names_its_section() {
    assertThat(Cause.values())
        .allMatch(cause -> cause.section().matches("(RFC \\d+|OpenID|MCP|NIST|JSON-RPC|draft-).*"));
    assertThat(Cause.CODE_REPLAYED.wire()).isEqualTo("code_replayed");
  }

  private static boolean takesCause(Method method) {
    return Stream.of(method.getParameterTypes())
        .anyMatch(type -> type == Cause.class || type == OAuthException.class);
  }
}
