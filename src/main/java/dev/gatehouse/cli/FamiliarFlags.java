package dev.gatehouse.cli;

import dev.gatehouse.handshake.ServerEndpoint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Flags that many servers have and this one has under another name: what to type instead. */
final class FamiliarFlags {
  private static final int PORT = 9000;

  private static final Map<String, String> INSTEAD = Stream.of(
          of(
              "the ports are those of the two URLs: --issuer http://localhost:%1$d --resource-url http://localhost:%2$d",
              "--port",
              "-p",
              "--http-port",
              "--https-port",
              "--listen-port",
              "--server-port",
              "--mcp-port",
              "--auth-port",
              "--resource-port",
              "--issuer-port"),
          of(
              "the addresses that both servers bind are --host, such as --host 127.0.0.1",
              "--bind",
              "-b",
              "--bind-address",
              "--address",
              "--addr",
              "--listen",
              "--listen-address",
              "--interface",
              "--ip",
              "--hostname",
              "--hosts"),
          of(
              "the public URLs are --issuer and --resource-url, such as --issuer https://login.example.com --resource-url https://mcp.example.com",
              "--public-url",
              "--url",
              "--base-url",
              "--external-url",
              "--server-url",
              "--root-url",
              "--origin"),
          of(
              "the MCP server's URL is --resource-url, such as --resource-url http://localhost:9001",
              "--mcp-url",
              "--resource-server",
              "--resource-server-url",
              "--endpoint"),
          of(
              "the authorization server's URL is --issuer, such as --issuer http://localhost:9000",
              "--issuer-url",
              "--auth-server",
              "--auth-server-url",
              "--auth-url",
              "--oauth-url",
              "--as"),
          of(
              "https is --tls self-signed, or --tls-certificate FILE --tls-key FILE",
              "--https",
              "--ssl",
              "--cert",
              "--certificate",
              "--cert-file",
              "--key",
              "--key-file",
              "--ssl-cert",
              "--ssl-key",
              "--tls-cert"),
          of(
              "each decision is logged already; --trace FILE writes every request and answer, and "
                  + ServerEndpoint.CONSOLE.path() + " shows them",
              "--verbose",
              "-v",
              "--debug",
              "--log-level",
              "--log",
              "--log-file"),
          of(
              "people are set as GATEHOUSE_USERS='[{name: eve, password: ..., ring: operator}]', or by auth-server.users in a configuration file",
              "--user",
              "--username",
              "--password"),
          of(
              "all origins on loopback may call already; others are --allowed-origins",
              "--cors",
              "--cors-origin",
              "--cors-origins",
              "--allow-origin"),
          of("another configuration file is --config FILE", "-c", "--config-file", "--conf", "-f"))
      .flatMap(group -> group.entrySet().stream())
      .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private FamiliarFlags() {}

  /** What is right; a port that was given is kept in the example. Empty for a flag that nobody would expect. */
  static Optional<String> instead(String flag, String value) {
    int port = value.matches("[1-9][0-9]{0,4}") && Integer.parseInt(value) < 65535
        ? Integer.parseInt(value)
        : PORT;
    return Optional.ofNullable(INSTEAD.get(flag)).map(text -> text.formatted(port, port + 1));
  }

  private static Map<String, String> of(String right, String... flags) {
    return List.of(flags).stream().collect(Collectors.toMap(flag -> flag, flag -> right));
  }
}
