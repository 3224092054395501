/** Files in PEM form, RFC 7468: keys and certificates. Uses Bouncy Castle to read them. */
@NullMarked
package dev.gatehouse.pem;

import org.jspecify.annotations.NullMarked;
