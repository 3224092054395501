/**
 * Who is at the other end of a connection, through named proxies as well (RFC 7239).
 */
@NullMarked
package dev.gatehouse.http.address;

import org.jspecify.annotations.NullMarked;
