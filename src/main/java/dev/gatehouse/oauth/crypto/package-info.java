/**
 * Unguessable values, hashes and HMACs.
 */
@NullMarked
package dev.gatehouse.oauth.crypto;

import org.jspecify.annotations.NullMarked;
