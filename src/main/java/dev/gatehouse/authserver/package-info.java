/**
 * The authorization server, a package per endpoint family. Each endpoint mounts its own routes; {@code AuthorizationServer} lists them.
 *
 * <p>May use {@code oauth}, {@code store}, {@code token.signing}, {@code http}, {@code handshake}, {@code settings}; never sees the
 * resource server, nor an implementation of a store.
 */
@NullMarked
package dev.gatehouse.authserver;

import org.jspecify.annotations.NullMarked;
