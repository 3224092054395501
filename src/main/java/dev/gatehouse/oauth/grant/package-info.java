/**
 * From the authorization request to the refresh token: what was asked for, what was granted, and the rules that follow it.
 */
@NullMarked
package dev.gatehouse.oauth.grant;

import org.jspecify.annotations.NullMarked;
