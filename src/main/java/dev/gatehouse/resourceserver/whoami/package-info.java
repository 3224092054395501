/** The smallest protected resource: who the token says you are. */
@NullMarked
package dev.gatehouse.resourceserver.whoami;

import org.jspecify.annotations.NullMarked;
