package dev.gatehouse.authserver.login;

import dev.gatehouse.oauth.Secrets;
import java.text.Normalizer;
import java.util.Locale;

/**
 * Who tries to log in, and from where.
 *
 * @param user the name as it was typed; may be nobody's
 * @param address key of the address, see {@code RemoteAddress}
 */
record LoginAttempt(String user, String address) {
  /** What guesses at the name are counted under: however it is spelled, and short however long it is. */
  String account() {
    return Secrets.sha256(
        Normalizer.normalize(user, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT));
  }

  /** What guesses at the name from the address are counted under. */
  String accountAtAddress() {
    return account() + ' ' + address;
  }
}
