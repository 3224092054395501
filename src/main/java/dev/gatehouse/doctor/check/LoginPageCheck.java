package dev.gatehouse.doctor.check;

import dev.gatehouse.doctor.probe.MetadataDocument;
import dev.gatehouse.doctor.probe.Origins;
import dev.gatehouse.doctor.probe.Probe;
import dev.gatehouse.doctor.probe.ProbeResponse;
import dev.gatehouse.doctor.report.CheckedStep;
import dev.gatehouse.doctor.report.Findings;
import dev.gatehouse.fault.Fault;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page that a person is shown must let the redirect happen, stand in no frame, and set cookies that come back; RFC 9700 §4.16. */
final class LoginPageCheck {
  private static final CheckedStep STEP = CheckedStep.AUTHORIZATION;
  private static final Pattern FORM_ACTION = Pattern.compile("form-action ([^;]*)");
  private static final int REDIRECTS = 5;

  private final Probe probe;
  private final Findings findings;

  LoginPageCheck(Probe probe, Findings findings) {
    this.probe = probe;
    this.findings = findings;
  }

  /** Follows the server's own redirects, with its cookies, to the page. */
  void examine(URI request) {
    var cookies = new ArrayList<String>();
    URI place = request;
    ProbeResponse answer = ask(place, cookies);
    for (int i = 0; i < REDIRECTS && answer.isRedirect(); i++) {
      Optional<URI> next = MetadataDocument.uri(answer.header("Location")).map(place::resolve);
      if (next.filter(MetadataDocument::isWellSpelled).filter(sameOrigin(place)).isEmpty()) {
        return; // to a login elsewhere, which gets no cookie
      }
      place = next.get();
      answer = ask(place, cookies);
    }
    if (answer.status() == 200) {
      checkPolicy(answer);
    }
  }

  private static Predicate<URI> sameOrigin(URI place) {
    return next -> Origins.same(place, next);
  }

  private ProbeResponse ask(URI place, List<String> cookies) {
    ProbeResponse answer = cookies.isEmpty()
        ? probe.get(place, "Accept", "text/html")
        : probe.get(place, "Accept", "text/html", "Cookie", String.join("; ", cookies));
    for (String set : answer.headers().allValues("Set-Cookie")) {
      cookies.add(set.split(";", 2)[0]);
      checkCookie(place, set);
    }
    return answer;
  }

  private void checkCookie(URI place, String set) {
    String attributes = set.toLowerCase(Locale.ROOT).replaceAll("\\s", "") + ';';
    boolean plain = "http".equals(place.getScheme());
    if (plain && attributes.contains(";secure;")) {
      findings.warning(
          STEP,
          "the cookie " + set.split("=", 2)[0]
              + " is Secure and the page is http: Safari does not keep it, and the login never ends",
          "leave Secure out where the server is reached by http",
          "RFC 6265 §4.1.2.5");
    } else if (!plain && !attributes.contains(";secure;")) {
      findings.warning(
          STEP,
          "the cookie " + set.split("=", 2)[0] + " is not Secure",
          "set it with Secure; HttpOnly; SameSite=Lax",
          "RFC 6265 §8.3");
    }
  }

  private void checkPolicy(ProbeResponse page) {
    String policy = page.header("Content-Security-Policy");
    Matcher formAction = FORM_ACTION.matcher(policy);
    if (formAction.find() && !formAction.group(1).matches(".*(\\*|http:).*")) {
      findings.warning(STEP, Fault.FORM_ACTION, "the page says form-action " + formAction.group(1));
    }
    if (!policy.contains("frame-ancestors") && page.header("X-Frame-Options").isEmpty()) {
      findings.warning(
          STEP,
          "the page may be shown in a frame of somebody else's page, who then gets the click",
          "send Content-Security-Policy: frame-ancestors 'none'",
          "RFC 9700 §4.16");
    }
  }
}
