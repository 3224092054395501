package dev.gatehouse.authserver.session;

import dev.gatehouse.authserver.page.PageFault;
import dev.gatehouse.oauth.Params;
import dev.gatehouse.oauth.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The hidden value that makes a form good for one purpose in one browser only (CWE-352): an HMAC over the browser's cookie, the form's
 * name and the pending request. Needs no memory, and dies with the cookie when someone logs in.
 */
public final class FormTokens {
  /** The name of the hidden input. */
  public static final String FIELD = "csrf";

  private final SecretKeySpec key;

  public FormTokens(String sessionSecret) {
    this.key = new SecretKeySpec(sessionSecret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
  }

  /** The value for a form that is shown to the browser. */
  public String token(Browser browser, String form, String transaction) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      String bound = String.join("\n", browser.cookie(), form, transaction);
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(mac.doFinal(bound.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
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
        403,
        "This form is out of date",
        "The form was made for another browser session, or someone has logged in or out here since it was shown.",
        "Go back to the client and start again from there.",
        "RFC 6749 §10.12");
  }
}
