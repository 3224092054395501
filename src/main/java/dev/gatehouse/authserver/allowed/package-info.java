/** What a user allowed, on one page, and its end. */
@NullMarked
package dev.gatehouse.authserver.allowed;

import org.jspecify.annotations.NullMarked;
