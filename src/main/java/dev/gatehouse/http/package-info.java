/**
 * The plumbing that both servers share: endpoints, bodies, hosts and origins, CORS, security headers, pages, the rendering of errors.
 *
 * <p>May use {@code oauth}, {@code handshake} and {@code settings}; knows neither server.
 */
@NullMarked
package dev.gatehouse.http;

import org.jspecify.annotations.NullMarked;
