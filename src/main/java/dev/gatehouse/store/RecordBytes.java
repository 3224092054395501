package dev.gatehouse.store;

import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.oauth.client.Client;
import dev.gatehouse.oauth.client.ClientKey;
import dev.gatehouse.oauth.client.ClientKeys;
import dev.gatehouse.oauth.grant.AuthorizationCode;
import dev.gatehouse.oauth.grant.AuthorizationRequest;
import dev.gatehouse.oauth.grant.Grant;
import java.util.Map;

/**
 * The bytes of heap that a record costs at most, in a 64-bit JVM with compressed references: what stores and caches are bounded by where the
 * sender chooses the size. Counts what records share again for each, since what they share now they may not later.
 */
public final class RecordBytes {
  /** An {@code Instant}, or any other object of a few fields. */
  public static final int SMALL_OBJECT = 32;

  private static final int RECORD = 80; // up to sixteen references
  private static final int STRING = 48; // the object, the header of its array, the rounding
  private static final int SET = 200; // unmodifiable, linked, with its table
  private static final int SET_ENTRY = 40;
  private static final int MAP_ENTRY = 60;
  private static final int PUBLIC_KEY = 3000; // RSA of 4096 bits, as the JDK keeps it

  private RecordBytes() {}

  /** A Latin-1 string takes a byte a character, any other two. */
  public static long of(String text) {
    boolean latin1 = text.chars().allMatch(c -> c <= 0xff);
    return STRING + (latin1 ? 1L : 2L) * text.length();
  }

  /** Scopes. */
  public static long of(Scopes scopes) {
    return SET
        + scopes.tokens().stream().mapToLong(token -> SET_ENTRY + of(token)).sum();
  }

  /** A client with all that it registered. */
  public static long of(Client client) {
    return 2 * RECORD
        + of(client.id())
        + of(client.secretHash())
        + of(client.name())
        + of(client.uri())
        + of(client.keys())
        + client.redirectUris().stream().mapToLong(RecordBytes::of).sum()
        + client.grantTypes().size() * (long) SMALL_OBJECT
        + of(client.scope())
        + SET
        + SMALL_OBJECT
        + of(client.registration().tokenHash())
        + of(client.registration().otherMetadata());
  }

  /** The keys of a client. */
  public static long of(ClientKeys keys) {
    return RECORD
        + of(keys.uri())
        + keys.keys().stream().mapToLong(RecordBytes::of).sum();
  }

  /** A pending or pushed request, the client in it included. */
  public static long of(AuthorizationRequest request) {
    String state = request.state();
    return 2 * RECORD
        + of(request.client())
        + of(request.redirectUri())
        + (state == null ? 0 : of(state))
        + of(request.scopes())
        + of(request.resource())
        + of(request.binding().challenge())
        + of(request.binding().keyThumbprint())
        + of(request.login().hint())
        + SET;
  }

  /** A grant. */
  public static long of(Grant grant) {
    return RECORD
        + of(grant.id())
        + of(grant.clientId())
        + of(grant.subject())
        + of(grant.ring())
        + of(grant.scopes())
        + of(grant.resource())
        + of(grant.keyThumbprint())
        + SMALL_OBJECT;
  }

  /** A code with its grant. */
  public static long of(AuthorizationCode code) {
    return RECORD
        + of(code.hash())
        + of(code.grant())
        + of(code.redirectUri())
        + of(code.codeChallenge())
        + SMALL_OBJECT;
  }

  /** A session of a browser. */
  public static long of(BrowserSession session) {
    return RECORD
        + of(session.key())
        + of(session.browser())
        + of(session.user())
        + of(session.ring())
        + 2 * SMALL_OBJECT;
  }

  /** A remembered consent. */
  public static long of(Consent consent) {
    Consent.Key key = consent.key();
    return 2 * RECORD
        + of(key.user())
        + of(key.clientId())
        + of(key.redirectUri())
        + of(key.resource())
        + of(consent.client())
        + of(consent.scopes())
        + 2 * SMALL_OBJECT;
  }

  private static long of(ClientKey key) {
    return RECORD + PUBLIC_KEY + of(key.id()) + of(key.members());
  }

  private static long of(Map<String, String> members) {
    return SET
        + members.entrySet().stream()
            .mapToLong(entry -> MAP_ENTRY + of(entry.getKey()) + of(entry.getValue()))
            .sum();
  }
}
