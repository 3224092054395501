/**
 * Documents that strangers name and this server fetches (CWE-918; RFC 6890): one guarded way out, whoever asks. Sees the pure rules of
 * {@code oauth} and no client, no store.
 */
@NullMarked
package dev.gatehouse.authserver.outbound;

import org.jspecify.annotations.NullMarked;
