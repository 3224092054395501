/**
 * Real clients against the jar as a user starts it: Inspector, the official SDKs, the official conformance suite,
 * independent OAuth clients, a real browser. The clients are the scripts of {@code src/test/interop}; here they are started and counted.
 */
@NullMarked
package dev.gatehouse.interop;

import org.jspecify.annotations.NullMarked;
