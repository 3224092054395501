package dev.gatehouse.authserver.consent;

import dev.gatehouse.oauth.Scopes;
import org.jspecify.annotations.Nullable;

/**
 * How the consent form is shown: for the first time, or again and why. Nothing was decided then.
 *
 * @param status of the answer
 * @param notice why it is shown again; empty the first time
 * @param ticked what the person had ticked; null where the page proposes
 */
record ConsentPrompt(int status, String notice, @Nullable Scopes ticked) {
  static ConsentPrompt first() {
    return new ConsentPrompt(200, "", null);
  }

  /** The form came back without a decision: a key was pressed that a browser takes for one. */
  static ConsentPrompt undecided(Scopes ticked) {
    return new ConsentPrompt(400, "Nothing was decided. Press Allow or Deny.", ticked);
  }

  /** What was ticked is not taken over: the form may be another's. */
  static ConsentPrompt stale() {
    String notice =
        "Someone has logged in here since this page was shown, so nothing was decided. Look again, then press Allow or Deny.";
    return new ConsentPrompt(403, notice, null);
  }

  boolean keeps(String scope, boolean proposed) {
    return ticked == null ? proposed : ticked.contains(scope);
  }
}
