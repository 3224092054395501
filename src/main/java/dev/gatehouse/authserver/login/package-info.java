/**
 * The login form, and what protects it. An {@code Authenticator} says who it is ({@code identity}); in front of it {@code LoginThrottle}
 * slows guessing and {@code LoginQueue} bounds how many credentials wait to be checked: a flood of logins costs neither memory nor the
 * other endpoints their time, and does not keep out those who logged in from there before ({@code KnownDevices}, {@code KnownAddresses}).
 */
@NullMarked
package dev.gatehouse.authserver.login;

import org.jspecify.annotations.NullMarked;
