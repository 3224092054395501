/**
 * Requests to other servers, each bounded in time, bytes and connections, without redirects. A server that the operator named is asked by
 * its name; where others say whom to ask, the name is resolved first, so that the addresses can be looked at, and the connection goes to
 * what was looked at. Whoever sends the request decides which addresses may be connected to.
 */
@NullMarked
package dev.gatehouse.http.client;

import org.jspecify.annotations.NullMarked;
