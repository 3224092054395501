package dev.gatehouse.authserver.outbound;

import java.util.Objects;

/**
 * A document was not fetched. Says why twice: in words of ours that a stranger may read, which tell nothing of this network, and in full for
 * the operator ({@link #getMessage}).
 */
public final class FetchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String fault;
  private final boolean passing;

  private FetchException(String fault, String reason, boolean passing) {
    super(reason, null, false, false);
    this.fault = fault;
    this.passing = passing;
  }

  /** It will be so again. */
  static FetchException lasting(String fault) {
    return new FetchException(fault, fault, false);
  }

  /** It may be otherwise in a minute. */
  static FetchException passing(String fault) {
    return new FetchException(fault, fault, true);
  }

  /**
   * No answer was to be had from the host. Whether its name is unknown, leads to a private network, or nobody listens there is for the
   * operator alone: a stranger would learn from it which hosts there are (CWE-204, CWE-918).
   */
  static FetchException unreachable(String host, String reason) {
    return new FetchException(
        "could not be fetched: this server cannot reach " + host, reason, true);
  }

  /** As {@link #getMessage}: for the log and the console. */
  public String reason() {
    return Objects.requireNonNullElse(getMessage(), fault);
  }

  /** To follow the name of the URL in a sentence. */
  public String fault() {
    return fault;
  }

  /** Whether to try again later makes sense. */
  public boolean isPassing() {
    return passing;
  }
}
