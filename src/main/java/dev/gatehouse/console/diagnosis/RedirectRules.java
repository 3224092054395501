package dev.gatehouse.console.diagnosis;

import dev.gatehouse.fault.Fault;
import dev.gatehouse.handshake.Step;
import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.uri.Loopback;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The address to come back to, as it was registered and as it was sent; RFC 8252 §7.3 lets the port differ on loopback. */
final class RedirectRules {
  private RedirectRules() {}

  static Optional<Diagnosis> redirect(DiagnosisContext moment) {
    if (moment.has(Cause.REDIRECT_URI_MISMATCH)) {
      return atTheToken(moment);
    }
    return moment.has(
            Cause.REDIRECT_URI_UNREGISTERED,
            Cause.REDIRECT_URI_MISSING,
            Cause.REDIRECT_URI_REPEATED)
        ? atTheRequest(moment)
        : Optional.empty();
  }

  private static Optional<Diagnosis> atTheRequest(DiagnosisContext moment) {
    String sent = moment.parameter("redirect_uri");
    String nearest = nearest(sent, moment.registeredRedirects());
    boolean hostOnly = sameButHost(sent, nearest);
    var found = hostOnly
        ? Diagnosis.fault(
                "redirect-host", Responsibility.CLIENT, "Only the host of the address differs")
            .because(
                "localhost, 127.0.0.1 and [::1] are three different addresses to a browser, and only the port may differ.")
        : Diagnosis.fault(
                Fault.REDIRECT_UNREGISTERED,
                Responsibility.CLIENT,
                "The address to come back to is not registered")
            .because(Fault.REDIRECT_UNREGISTERED.because()
                + " So the browser is not sent there: it shows a page instead.");
    return Optional.of(found
        .instead(
            "Register the address, or send one that is registered, to the letter; only the port may differ, and only on loopback.")
        .comparing("The client sent (redirect_uri)", sent, "Registered", nearest));
  }

  private static Optional<Diagnosis> atTheToken(DiagnosisContext moment) {
    return Optional.of(Diagnosis.fault(
            "redirect-at-token",
            Responsibility.CLIENT,
            "The code was asked for with another redirect_uri")
        .because("Who redeems a code must name the address that it was sent to.")
        .instead("Send the redirect_uri of the authorization request again, to the letter.")
        .comparing(
            "At the token endpoint",
            moment.parameter("redirect_uri"),
            "In the authorization request",
            moment.authorized("redirect_uri")));
  }

  static Optional<Diagnosis> otherPort(DiagnosisContext moment) {
    String sent = moment.parameter("redirect_uri");
    List<String> registered = moment.registeredRedirects();
    if (!moment.is(Step.AUTHORIZATION_REQUEST)
        || moment.isRefused()
        || sent.isEmpty()
        || registered.isEmpty()
        || registered.contains(sent)) {
      return Optional.empty();
    }
    String nearest = nearest(sent, registered);
    int was = port(nearest);
    int is = port(sent);
    if (was == is) {
      return Optional.empty();
    }
    return Optional.of(Diagnosis.note(
            Fault.REDIRECT_PORT,
            "The client registered " + words(was) + " and came back on " + words(is))
        .because("That is allowed: " + Fault.REDIRECT_PORT.why()
            + " (RFC 8252 §7.3). Some servers refuse it.")
        .instead("Nothing is wrong with it.")
        .comparing("The client sent", sent, "Registered", nearest));
  }

  /** The one that has most in common with what was sent, from both ends. */
  static String nearest(String sent, List<String> registered) {
    return registered.stream()
        .max(Comparator.comparingInt(uri -> shared(sent, uri)))
        .orElse("");
  }

  private static int shared(String one, String other) {
    int start = 0;
    while (start < Math.min(one.length(), other.length())
        && one.charAt(start) == other.charAt(start)) {
      start++;
    }
    int end = 0;
    while (end < Math.min(one.length(), other.length()) - start
        && one.charAt(one.length() - 1 - end) == other.charAt(other.length() - 1 - end)) {
      end++;
    }
    return start + end;
  }

  private static boolean sameButHost(String one, String other) {
    Optional<URI> mine = uri(one);
    Optional<URI> theirs = uri(other);
    return mine.isPresent()
        && theirs.isPresent()
        && isLoopback(mine.get())
        && isLoopback(theirs.get())
        && !mine.get().getHost().equals(theirs.get().getHost())
        && Objects.equals(mine.get().getRawPath(), theirs.get().getRawPath());
  }

  private static boolean isLoopback(URI uri) {
    return uri.getHost() != null && Loopback.isHost(uri.getHost());
  }

  private static int port(String uri) {
    return uri(uri).map(URI::getPort).orElse(-1);
  }

  private static String words(int port) {
    return port < 0 ? "no port" : "port " + port;
  }

  private static Optional<URI> uri(String text) {
    try {
      return Optional.of(URI.create(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
