package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Http;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code token USER SCOPES}: the token on standard output, everything else on standard error. */
class TokenCommandTest {
  @RegisterExtension
  static final App app = App.started().asDelivered();

  @TempDir
  private Path directory;

  @Test
  void prints_a_token_that_the_mcp_server_takes_and_nothing_else() {
    try (var program = process("alice", "mcp.read notes:read")) {
      String token = program.output().strip();
      assertThat(program.exitCode()).isZero();
      assertThat(token).matches("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
      assertThat(Http.get(app.origin() + "/whoami", "Authorization", "Bearer " + token)
              .json())
          .contains(Map.entry("sub", "alice"), Map.entry("scope", "mcp.read notes:read"));
      assertThat(program.errors())
          .contains("a token of alice")
          .doesNotContain(token, "gatehouse: note:");
    }
  }

  @Test
  void takes_scopes_as_words_or_with_commas_and_none_for_the_default() {
    assertThat(scope("bob", "mcp.read", "notes:read")).isEqualTo("mcp.read notes:read");
    assertThat(scope("bob", "mcp.read,notes:read")).isEqualTo("mcp.read notes:read");
    assertThat(scope("bob")).isNotEmpty();
  }

  @Test
  void reads_the_password_of_others_from_a_file_or_standard_input() throws IOException {
    Path file = Files.writeString(directory.resolve("password"), "\uFEFFhunter2\r\n");
    try (var program = token("bob", "mcp.read", "--password-file", file.toString())) {
      assertThat(program.output()).startsWith("ey");
      assertThat(program.exitCode()).isZero();
    }
    try (var program = token("bob", "mcp.read", "--password-file=-")) {
      program.input("hunter2\n");
      assertThat(program.output()).startsWith("ey");
      assertThat(program.exitCode()).isZero();
    }
  }

  @Test
  void says_that_the_password_is_wrong() throws IOException {
    Path file = Files.writeString(directory.resolve("password"), "hunter3\n");
    try (var program = process("bob", "--password-file", file.toString())) {
      assertThat(program.output()).isEmpty();
      assertThat(program.exitCode()).isEqualTo(1);
      assertThat(program.errors())
          .contains("the user name 'bob' or the password is wrong")
          .doesNotContain("hunter3", "\tat ");
    }
    try (var program = token("carol")) {
      program.input("whatever\n");
      assertThat(program.exitCode()).isEqualTo(1);
      assertThat(program.errors()).contains("the user name 'carol' or the password is wrong");
    }
  }

  @Test
  void says_that_there_is_no_password() throws IOException {
    try (var program = token("carol")) {
      program.input("");
      assertThat(program.exitCode()).isEqualTo(1);
      assertThat(program.errors()).contains("there is no password in standard input");
    }
    assertNone(2, "bob", "--password-file", "/nowhere").contains("cannot be read");
  }

  @Test
  void says_which_scopes_there_are() {
    assertNone(1, "alice", "mcp.raed").contains("there is no scope 'mcp.raed' here, but mcp.read");
  }

  @Test
  void says_that_a_ring_does_not_allow_a_scope() {
    assertNone(1, "bob", "admin:notes").contains("bob may not have the scope admin:notes");
    assertNone(1, "bob", "mcp.read admin:notes").contains("bob may not have the scope admin:notes");
  }

  @Test
  void says_that_the_resource_is_unknown() {
    assertNone(1, "alice", "mcp.read", "--resource", "http://localhost:1/mcp")
        .contains("invalid_target");
  }

  @Test
  void says_that_no_server_runs() {
    try (var program =
        Invoked.in(directory, Map.of(), "token", "alice", "--issuer", "http://localhost:1")) {
      assertThat(program.exitCode()).isEqualTo(1);
      assertThat(program.errors())
          .contains("nothing listens at http://localhost:1", "--issuer URL");
      assertThat(program.output()).isEmpty();
    }
  }

  @Test
  void says_that_it_is_no_authorization_server() {
    try (var program =
        Invoked.in(directory, Map.of(), "token", "alice", "--issuer", app.origin())) {
      assertThat(program.exitCode()).isEqualTo(1);
      assertThat(program.errors()).contains("is not an authorization server");
    }
  }

  @Test
  void sends_a_password_to_this_computer_alone() {
    try (var program = Invoked.in(
        directory, Map.of(), "token", "alice", "--issuer", "https://login.example.com")) {
      assertThat(program.exitCode()).isEqualTo(2);
      assertThat(program.errors()).contains("must be on this computer");
    }
  }

  @Test
  void refuses_what_it_does_not_understand() {
    assertNone(2).contains("the user is missing: must be token USER");
    assertNone(2, "alice", "mcp.read", "--password", "password123")
        .contains("there is no such flag")
        .doesNotContain("password123");
    assertNone(2, "alice", "sc\"ope").contains("is not a list of scopes");
  }

  private String scope(String... words) {
    try (var program = token(words)) {
      String token = program.output().strip();
      return Http.get(app.origin() + "/whoami", "Authorization", "Bearer " + token)
          .json()
          .getString("scope");
    }
  }

  private org.assertj.core.api.AbstractStringAssert<?> assertNone(int code, String... words) {
    try (var program = token(words)) {
      assertThat(program.output()).isEmpty();
      assertThat(program.exitCode()).isEqualTo(code);
      return assertThat(program.errors()).doesNotContain("\tat ");
    }
  }

  private Invoked token(String... words) {
    return Invoked.in(directory, environment(), command(words));
  }

  // With the log beside its standard error.
  private Launched process(String... words) {
    return Launched.in(directory, environment(), command(words));
  }

  private static Map<String, String> environment() {
    return Map.of("AUTH_SERVER_ISSUER", app.issuer());
  }

  private static String[] command(String... words) {
    return Stream.concat(Stream.of("token"), Arrays.stream(words)).toArray(String[]::new);
  }
}
