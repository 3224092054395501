/**
 * How much one request, one connection and all of them together may take: bytes, seconds, heap (CWE-770).
 */
@NullMarked
package dev.gatehouse.http.limit;

import org.jspecify.annotations.NullMarked;
