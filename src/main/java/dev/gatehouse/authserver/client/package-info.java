/** Client authentication, RFC 6749 §2.3. */
@NullMarked
package dev.gatehouse.authserver.client;

import org.jspecify.annotations.NullMarked;
