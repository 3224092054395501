/**
 * Private keys and what is signed with them. Only the authorization server and the composition root come here.
 *
 * <p>One key signs. Those that signed before it are kept as their public halves, published until their last token has ended. A key is made at
 * the start, or read from the operator's file; its type decides the algorithm, RS256 or ES256.
 */
@NullMarked
package dev.gatehouse.token.signing;

import org.jspecify.annotations.NullMarked;
