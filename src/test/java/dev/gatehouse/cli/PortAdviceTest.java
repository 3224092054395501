package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.settings.SettingsLoader;
import dev.gatehouse.settings.load.OptionCatalogue;
import dev.gatehouse.settings.model.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What to type when a port is taken: as little as possible, and it works. */
class PortAdviceTest {
  private static final String FREE = "http://localhost:9\\d{3}";

  @TempDir
  private Path directory;

  private final OptionCatalogue catalogue = OptionCatalogue.load();
  private final Map<String, String> environment = new HashMap<>();
  private ServerSocket taken;
  private ServerSocket alsoTaken;
  private int free;

  @BeforeEach
  void take() throws IOException {
    taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    alsoTaken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = other.getLocalPort();
    }
  }

  @AfterEach
  void giveBack() throws IOException {
    taken.close();
    alsoTaken.close();
  }

  @Test
  void moves_the_server_alone_whose_port_is_taken() {
    assertAdvice("--issuer", url(taken), "--resource-url", url(free))
        .matches("--resource-url " + url(free) + " --issuer " + FREE);
    assertAdvice("--issuer", url(free), "--resource-url", url(taken))
        .matches("--issuer " + url(free) + " --resource-url " + FREE);
  }

  @Test
  void moves_both_to_different_ports() {
    String line = advice("--issuer", url(taken), "--resource-url=" + url(alsoTaken));
    assertThat(line).matches("--issuer " + FREE + " --resource-url " + FREE);
    String[] words = line.split(" ", -1);
    assertThat(words[1]).isNotEqualTo(words[3]);
  }

  @Test
  void keeps_what_else_was_typed() {
    assertAdvice("serve", "--tools=demo", "--issuer", url(taken), "--resource-url", url(free))
        .matches("serve --tools=demo --resource-url " + url(free) + " --issuer " + FREE);
  }

  @Test
  void leaves_the_public_url_as_it_is_where_the_port_is_set_by_itself() {
    assertAdvice(
            "--issuer",
            "http://localhost:1",
            "--auth-server-port",
            port(taken),
            "--resource-url",
            url(free))
        .matches("--issuer http://localhost:1 --resource-url " + url(free)
            + " --auth-server-port 9\\d{3}");
  }

  @Test
  void moves_what_the_environment_names_once_more() {
    environment.put("AUTH_SERVER_ISSUER", url(taken));
    environment.put("AUTHORIZATION_SERVER_URL", url(taken));
    environment.put("RESOURCE_SERVER_URL", url(alsoTaken));
    environment.put("AUTH_SERVER_RESOURCE", url(alsoTaken) + "/mcp");
    assertAdvice()
        .matches("--issuer (" + FREE + ") --resource-url (" + FREE
            + ") --authorization-server \\1 --resource \\2/mcp");
  }

  @Test
  void moves_a_list_of_known_resources_in_one_of_its_places() {
    environment.put("RESOURCE_SERVER_URL", url(taken));
    environment.put("AUTH_SERVER_KNOWN_RESOURCES", url(taken) + "/mcp,https://other.example/mcp");
    assertAdvice("--issuer", url(free)).contains("/mcp,https://other.example/mcp");
  }

  @Test
  void gives_none_where_no_line_could_be_pasted() {
    var arguments =
        List.of("--issuer", url(taken), "--resource-url", url(free), "--config", "it's");
    assertThat(new PortAdvice(settings(arguments.subList(0, 4)), arguments, this::settings)
            .arguments())
        .isEqualTo(Optional.empty());
  }

  private org.assertj.core.api.AbstractStringAssert<?> assertAdvice(String... arguments) {
    return assertThat(advice(arguments));
  }

  private String advice(String... arguments) {
    var typed = List.of(arguments);
    List<String> line =
        new PortAdvice(settings(typed), typed, this::settings).arguments().orElseThrow();
    Settings other = settings(line);
    assertThat(other.resourceServer().accepted().authorizationServer())
        .isEqualTo(other.authServer().issuer());
    assertThat(other.authServer().knownResources())
        .contains(other.resourceServer().resource());
    return String.join(" ", line);
  }

  private Settings settings(List<String> arguments) {
    CommandLine line = CommandLine.parse(arguments, catalogue);
    return new SettingsLoader(catalogue, new Secrets(new SecureRandom()))
        .load(line.settings(), line.config(), environment, directory)
        .settings();
  }

  private static String url(ServerSocket socket) {
    return url(socket.getLocalPort());
  }

  private static String url(int port) {
    return "http://localhost:" + port;
  }

  private static String port(ServerSocket socket) {
    return String.valueOf(socket.getLocalPort());
  }
}
