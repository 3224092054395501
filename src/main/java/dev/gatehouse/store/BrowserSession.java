package dev.gatehouse.store;

import java.time.Instant;

/**
 * A person who is logged in with a browser.
 *
 * @param key SHA-256 of the cookie
 * @param browser names the browser; stays the same when the cookie is renewed
 * @param user user name
 * @param ring the user's ring when the password was checked; a changed one counts from the next login on
 * @param loggedInAt when the password was checked
 * @param expiresAt when it ends
 */
public record BrowserSession(
    String key, String browser, String user, String ring, Instant loggedInAt, Instant expiresAt) {}
