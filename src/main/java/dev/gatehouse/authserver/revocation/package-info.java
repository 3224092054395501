/** Token revocation, RFC 7009, and the list by which a resource server learns of it. */
@NullMarked
package dev.gatehouse.authserver.revocation;

import org.jspecify.annotations.NullMarked;
