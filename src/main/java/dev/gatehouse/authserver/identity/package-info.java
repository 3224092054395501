/**
 * Who somebody is, and what may be minted for them. {@code Authenticator} is the border: {@code Passwords} checks the users of the
 * settings, and an embedder may bring another. Login elsewhere stands beside it: whatever establishes an {@code AuthenticatedUser} can
 * begin a browser session. {@code RingPolicy} says which scopes a user's ring may be given.
 */
@NullMarked
package dev.gatehouse.authserver.identity;

import org.jspecify.annotations.NullMarked;
