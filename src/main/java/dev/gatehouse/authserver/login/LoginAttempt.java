package dev.gatehouse.authserver.login;

import dev.gatehouse.oauth.crypto.Secrets;
import java.text.Normalizer;
import java.util.Locale;

/**
 * Who tries to log in, and from where.
 *
 * @param user the name as it was typed; may be nobody's
 * @param address key of the address, see {@code RemoteAddress}
 * @param device id of the browser, where this user logged in with it before ({@link KnownDevices}); else empty
 */
record LoginAttempt(String user, String address, String device) {
  LoginAttempt(String user, String address) {
    this(user, address, "");
  }

  /** With a browser in which this user logged in before, or an empty id. */
  LoginAttempt with(String knownDevice) {
    return new LoginAttempt(user, address, knownDevice);
  }

  /** What guesses at the name are counted under: however it is spelled, and short however long it is. */
  String account() {
    return Secrets.sha256(
        Normalizer.normalize(user, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT));
  }

  /** What guesses at the name from the address are counted under. */
  String accountAtAddress() {
    return account() + ' ' + address;
  }

  /** What guesses at the name from a browser that its owner used are counted under. */
  String accountOnDevice() {
    return account() + ' ' + device;
  }
}
