/** Pages for people about requests that cannot go on. */
@NullMarked
package dev.gatehouse.authserver.page;

import org.jspecify.annotations.NullMarked;
