package dev.gatehouse.authserver.outbound;

/** A document was not had. Says why in words of ours that the developer of its server may read, and nothing of this network. */
public final class FetchFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String fault;
  private final boolean passing;

  private FetchFault(String fault, boolean passing) {
    super(fault, null, false, false);
    this.fault = fault;
    this.passing = passing;
  }

  /** It will be so again. */
  static FetchFault lasting(String fault) {
    return new FetchFault(fault, false);
  }

  /** It may be otherwise in a minute. */
  static FetchFault passing(String fault) {
    return new FetchFault(fault, true);
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
