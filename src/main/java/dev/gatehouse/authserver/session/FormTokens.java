package dev.gatehouse.authserver.session;

import dev.gatehouse.authserver.page.PageFault;
import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.Params;
import dev.gatehouse.oauth.crypto.Hmac;
import dev.gatehouse.oauth.crypto.Secrets;
import java.util.Base64;

/**
 * The hidden value that makes a form good for one purpose in one browser only (CWE-352): an HMAC over the browser's cookie, the form's
 * name and the pending request. Needs no memory, and dies with the cookie when someone logs in.
 */
public final class FormTokens {
  /** The name of the hidden input. */
  public static final String FIELD = "csrf";

  private final Hmac hmac;

  public FormTokens(String sessionSecret) {
    this.hmac = new Hmac(sessionSecret);
  }

  /** The value for a form that is shown to the browser. */
  public String token(Browser browser, String form, String transaction) {
    String bound = String.join("\n", browser.cookie(), form, transaction);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hmac.of(bound));
  }

  /** Whether the form came back from the browser it was shown to. */
  public boolean matches(Browser browser, String form, String transaction, Params params) {
    return Secrets.same(
        token(browser, form, transaction), params.optional(FIELD).orElse(""));
  }

  /** Throws a page unless it did. */
  public void require(Browser browser, String form, String transaction, Params params) {
    if (!matches(browser, form, transaction, params)) {
      throw stale();
    }
  }

  /** The page for a form that is not this browser's, or no longer. */
  public static PageFault stale() {
    return new PageFault(
        Cause.FORM_EXPIRED,
        403,
        "This form is out of date",
        "The form was made for another browser session, or someone has logged in or out here since it was shown.",
        "Go back to the client and start again from there.",
        "RFC 6749 §10.12");
  }
}
