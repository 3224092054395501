/**
 * The vocabulary and the pure rules of OAuth 2.1: one place per rule, used by every endpoint that needs it.
 *
 * <p>No I/O, no clock of its own, nothing but the JDK (and the null annotations): what stands here can be read beside the RFC and tested without a server. A rule
 * is a static method that returns, or throws an {@link dev.gatehouse.oauth.OAuthException}.
 */
@NullMarked
package dev.gatehouse.oauth;

import org.jspecify.annotations.NullMarked;
