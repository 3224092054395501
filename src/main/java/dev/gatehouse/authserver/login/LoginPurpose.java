package dev.gatehouse.authserver.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.authserver.allowed.AuthorizedClientsEndpoint;
import dev.gatehouse.authserver.session.AuthorizationTransactions;
import dev.gatehouse.handshake.ServerEndpoint;
import dev.gatehouse.oauth.client.Client;
import dev.gatehouse.oauth.grant.AuthorizationRequest;
import java.net.URLEncoder;

/**
 * What someone logs in for.
 *
 * @param transaction id of the request that goes on afterwards; empty for none
 * @param client name of who asks, as it wrote it
 * @param verified whether the operator named the client in the settings: the name is not only its own word then
 * @param hint the user name that it suggests, cleaned, or else that of who is asked again; may be empty, and may be nobody's
 * @param reason why somebody who is logged in is asked all the same; may be empty
 * @param ending the client that the person wants to end on the page of what was allowed, to which the login leads; empty for none
 */
record LoginPurpose(
    String transaction,
    String client,
    boolean verified,
    String hint,
    String reason,
    String ending) {
  /** Asked by no client: it leads to what was allowed. */
  static LoginPurpose ofOwn(String ending) {
    return new LoginPurpose("", "Gatehouse", true, "", "", ending);
  }

  /** Where the login leads. */
  String next() {
    if (!transaction.isEmpty()) {
      return ServerEndpoint.CONSENT.path()
          + '?'
          + AuthorizationTransactions.FIELD
          + '='
          + transaction;
    }
    String allowed = ServerEndpoint.AUTHORIZED_CLIENTS.path();
    return ending.isEmpty()
        ? allowed
        : allowed + '?' + AuthorizedClientsEndpoint.WISH + '=' + URLEncoder.encode(ending, UTF_8);
  }

  static LoginPurpose of(String transaction, AuthorizationRequest request) {
    Client client = request.client();
    return new LoginPurpose(
        transaction, client.name(), client.verified(), request.login().hint(), "", "");
  }

  /** For the user who is logged in, and why that is not enough; unchanged where there is no reason. */
  LoginPurpose again(String user, String why) {
    boolean named = !hint.isEmpty() || why.isEmpty();
    return new LoginPurpose(transaction, client, verified, named ? hint : user, why, ending);
  }
}
