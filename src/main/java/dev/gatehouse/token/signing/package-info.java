/** Private keys and what is signed with them. Only the authorization server and the composition root come here. */
@NullMarked
package dev.gatehouse.token.signing;

import org.jspecify.annotations.NullMarked;
