/** Token introspection, RFC 7662: what a client that authenticates may learn of a token. */
@NullMarked
package dev.gatehouse.authserver.introspection;

import org.jspecify.annotations.NullMarked;
