/** The end of a browser's session. */
@NullMarked
package dev.gatehouse.authserver.logout;

import org.jspecify.annotations.NullMarked;
