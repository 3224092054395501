package dev.gatehouse.jose;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Map;

/**
 * A JWS in compact serialization, RFC 7515 §7.1, read strictly and not yet verified: three parts of canonical base64url, the first two
 * JSON objects that no two readers could disagree about.
 */
public final class Jws {
  private final Map<String, Object> header;
  private final Map<String, Object> payload;
  private final String signingInput;
  private final byte[] signature;

  private Jws(JwsView view, String signingInput) {
    this.header = view.header().orElseThrow();
    this.payload = view.payload().orElseThrow();
    this.signingInput = signingInput;
    this.signature = view.signature().orElseThrow();
  }

  /** Reads a token of so many characters at most; throws {@link JwsException}. */
  public static Jws parse(String token, int longest) {
    JwsView view = JwsView.strictly(token, longest);
    view.faults().stream().findFirst().ifPresent(fault -> {
      throw new JwsException(fault);
    });
    return new Jws(view, token.substring(0, token.lastIndexOf('.')));
  }

  /** The JOSE header; see {@link JwsHeaderRules}. */
  public Map<String, Object> header() {
    return header;
  }

  /** The claims, which mean nothing before the signature is checked. */
  public Map<String, Object> payload() {
    return payload;
  }

  /** Whether the key made the signature by the algorithm, which must be one of its own; RFC 7515 §5.2. */
  public boolean isSignedBy(Jwk key) {
    return isSignedBy(key.algorithm(), key.key());
  }

  /** Whether the key made the signature by the algorithm. */
  public boolean isSignedBy(JwsAlgorithm algorithm, PublicKey key) {
    return algorithm.verifies(key, signingInput.getBytes(StandardCharsets.US_ASCII), signature);
  }

  /** Without what could be replayed. */
  @Override
  public String toString() {
    return "Jws[" + header + "]";
  }
}
