/**
 * Who is there: the login form, users and password hashes. Guessing is slowed ({@code LoginThrottle}), and no more passwords wait for the
 * workers than they can check soon ({@code LoginQueue}): a flood of logins costs neither memory nor the other endpoints their time, and who
 * logged in from there before ({@code KnownDevices}, {@code KnownAddresses}) is not kept out by it.
 */
@NullMarked
package dev.gatehouse.authserver.login;

import org.jspecify.annotations.NullMarked;
