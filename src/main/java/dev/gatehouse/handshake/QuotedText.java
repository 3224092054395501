package dev.gatehouse.handshake;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What comes from outside, as a page or a log line that no decision is behind may quote it: redacted, and masked by length alone. */
public final class QuotedText {
  private static final int MOST_CAUSES = 10;

  private QuotedText() {}

  /** The path of a request. */
  public static String path(String path) {
    return redaction().path(path);
  }

  /** A URL, or an identifier. */
  public static String url(String url) {
    return redaction().url(url);
  }

  /** What somebody said. */
  public static String sentence(String text) {
    return redaction().sentence(text);
  }

  /** What somebody said, in which these identifiers may stand although they look random. */
  public static String sentence(String text, Collection<String> identifiers) {
    var known = new KnownIdentifiers();
    known.settle(identifiers);
    return new Redaction(new RedactionPolicy(Mask.withoutHash(), known)).sentence(text);
  }

  /** The failure to log in its place: the same stack, its messages redacted, as they may quote what was sent. */
  public static @Nullable Throwable failure(@Nullable Throwable failure) {
    return failure == null ? null : new RedactedFailure(failure, MOST_CAUSES);
  }

  private static Redaction redaction() {
    return new Redaction(new RedactionPolicy(Mask.withoutHash(), new KnownIdentifiers()));
  }

  // A message may be absent, and a log that shows one class for all must name the original.
  private static String words(Throwable failure) {
    String name = failure.getClass().getName();
    @Nullable String message = failure.getMessage();
    return message == null ? name : name + ": " + sentence(message);
  }

  private static final class RedactedFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RedactedFailure(Throwable failure, int causes) {
      super(words(failure), cause(failure, causes), false, true);
      setStackTrace(failure.getStackTrace());
    }

    private static @Nullable Throwable cause(Throwable failure, int causes) {
      @Nullable Throwable cause = failure.getCause();
      return cause == null || causes == 0 ? null : new RedactedFailure(cause, causes - 1);
    }
  }
}
