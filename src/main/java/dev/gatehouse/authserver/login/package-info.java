/** Who is there: the login form, users and password hashes. */
@NullMarked
package dev.gatehouse.authserver.login;

import org.jspecify.annotations.NullMarked;
