/** Client authentication, RFC 6749 §2.3: a secret, or an assertion that the client signed (RFC 7523 §2.2). */
@NullMarked
package dev.gatehouse.authserver.client;

import org.jspecify.annotations.NullMarked;
