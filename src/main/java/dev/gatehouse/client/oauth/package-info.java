/**
 * Discovery of an authorization server as every client of it does it: one list of places, one reader of the document; RFC 8414, OpenID
 * Connect Discovery. The resource server and the landing page take the first good document; the guide and the doctor ask place by place,
 * show each request, and say what is wrong.
 */
@NullMarked
package dev.gatehouse.client.oauth;

import org.jspecify.annotations.NullMarked;
