/**
 * What the operator does to the running server: {@code POST /admin/keys/rotate}.
 *
 * <p>Not there at all (404) unless {@code auth-server.admin-token} is set. Then it answers this computer only: the connection comes from a
 * loopback address, {@code Host} is a loopback name, and nothing in the request tells of a proxy that speaks for somebody else or of a web
 * page ({@code Origin}; there is no CORS here). What passes that needs {@code Authorization: Bearer <admin-token>}, compared in constant time.
 */
@NullMarked
package dev.gatehouse.authserver.admin;

import org.jspecify.annotations.NullMarked;
