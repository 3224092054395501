package dev.gatehouse.oauth.client;

import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.oauth.uri.HostSpelling;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;

/** When a client that asks again is certainly the one that was allowed before; RFC 8252 §8.6, RFC 6749 §10.2. */
public final class ClientIdentity {
  private ClientIdentity() {}

  /**
   * Whether an answer that goes to the URI reaches the client and no other. On loopback and at a private-use scheme any program of the
   * computer may wait for it. A client that keeps no secret is known by its web addresses alone: by all of its redirect URIs, or by the
   * URL that is its {@code client_id}.
   */
  public static boolean isAssured(Client client, String redirectUri) {
    return isOfTheWeb(redirectUri)
        && (!client.isPublic()
            || isOfTheWeb(client.id())
            || client.redirectUris().stream().allMatch(ClientIdentity::isOfTheWeb));
  }

  /** What of the client stands on the consent page, as a hash: where it changes, another client may stand behind the id. */
  public static String shown(Client client) {
    // Only a name can have a line break.
    return Secrets.sha256(
        String.join("\n", client.redirectUris()) + "\n\n" + client.uri() + '\n' + client.name());
  }

  private static boolean isOfTheWeb(String uri) {
    return uri.startsWith("https://")
        && !host(uri).isEmpty()
        && !HostSpelling.isThisComputer(host(uri));
  }

  private static String host(String uri) {
    try {
      return Objects.requireNonNullElse(new URI(uri).getHost(), "");
    } catch (URISyntaxException e) {
      return "";
    }
  }
}
