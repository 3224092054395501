/** How often something may be tried. */
@NullMarked
package dev.gatehouse.authserver.throttle;

import org.jspecify.annotations.NullMarked;
