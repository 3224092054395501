package dev.gatehouse.resourceserver.gate;

import dev.gatehouse.resourceserver.metadata.ResourceUrls;
import dev.gatehouse.settings.model.ResourceServerSettings;
import dev.gatehouse.token.verification.TokenProfile;
import java.time.Duration;

/**
 * Whose tokens pass, for which resource, and in which form.
 *
 * @param urls of the resource
 * @param issuer whose tokens are accepted
 * @param audience what {@code aud} must be or hold
 * @param profile how an access token is told from other JWTs
 * @param dpopRequired whether only tokens that are bound to a key are accepted, RFC 9449
 * @param leeway allowed clock skew
 */
public record GateConfiguration(
    ResourceUrls urls,
    String issuer,
    String audience,
    TokenProfile profile,
    boolean dpopRequired,
    Duration leeway) {

  static GateConfiguration of(ResourceServerSettings own) {
    return new GateConfiguration(
        new ResourceUrls(own.origin()),
        own.accepted().authorizationServer(),
        own.accepted().audience(),
        own.accepted().plainJwt() ? TokenProfile.PLAIN_JWT : TokenProfile.RFC_9068,
        own.accepted().requireDpop(),
        own.accepted().leeway());
  }
}
