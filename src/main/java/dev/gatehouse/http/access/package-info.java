/**
 * Which hosts a server answers to, which web pages may call it, and what its answers tell browsers.
 */
@NullMarked
package dev.gatehouse.http.access;

import org.jspecify.annotations.NullMarked;
