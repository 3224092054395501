/**
 * A login without a browser: the authorization code flow over HTTP, with the pages read and their forms filled in by a program. For the
 * command {@code token} and for tests that use this as a library; it knows the pages of this product alone.
 *
 * <p>May use {@code oauth} and {@code tls}; sees no server, and no server sees it.
 */
@NullMarked
package dev.gatehouse.headless;

import org.jspecify.annotations.NullMarked;
