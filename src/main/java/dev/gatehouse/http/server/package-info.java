/**
 * Listening on a port, and saying that the server lives.
 */
@NullMarked
package dev.gatehouse.http.server;

import org.jspecify.annotations.NullMarked;
