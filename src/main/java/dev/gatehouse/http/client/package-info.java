/**
 * Requests to servers of others: the name is resolved first, so that the addresses can be looked at, and the connection goes to what was
 * looked at. Whoever sends the request decides which addresses may be connected to.
 */
@NullMarked
package dev.gatehouse.http.client;

import org.jspecify.annotations.NullMarked;
