/** Dynamic client registration, RFC 7591. */
@NullMarked
package dev.gatehouse.authserver.registration;

import org.jspecify.annotations.NullMarked;
