package dev.gatehouse.settings.model;

import dev.gatehouse.oauth.grant.Reauthentication;
import java.time.Duration;

/**
 * Browser sessions, and what is remembered of what users allowed in them.
 *
 * @param lifetime from the login on, however busy the browser is
 * @param idleLifetime of one that is not used
 * @param reauthentication the scopes for which a session is not enough
 * @param consentLifetime how long a consent is remembered; zero is never
 * @param secret keys the values that bind a form to its browser session; random unless set
 */
public record SessionSettings(
    Duration lifetime,
    Duration idleLifetime,
    Reauthentication reauthentication,
    Duration consentLifetime,
    String secret) {

  /** Without the secret. */
  @Override
  public String toString() {
    return "SessionSettings[lifetime=" + lifetime + "]";
  }
}
