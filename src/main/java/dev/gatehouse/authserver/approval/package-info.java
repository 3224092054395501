/**
 * What follows when a user lets a client have something: the code, and whether the user must be asked next time.
 *
 * <p><b>What is remembered.</b> The scopes that were ticked, per user, client, redirect URI and resource, for
 * {@code auth-server.consent-ttl-seconds}, and only where the client's identity is assured ({@code oauth.ClientIdentity}). A denial, a
 * changed name or redirect URI of the client, and its deletion end it.
 *
 * <p><b>What it spares the user.</b> A client asks a second time in one of two ways:
 *
 * <ul>
 *   <li>It <em>pushed</em> the request (RFC 9126) and proved who it is: the code is sent at once. The state and the challenge of the
 *       request are the client's own, and it made them for this server.
 *   <li>Else the user sees the consent page, shorter: what was allowed before is ticked and said so, new scopes stand out, and one click
 *       goes on. {@code prompt=none} is refused.
 * </ul>
 *
 * <p><b>Why not at once in both.</b> A malicious authorization server that a user's client was talked into trusting can answer the
 * client's request by a redirect to this server, with the client's id and redirect URI, and with a state and a challenge that let it
 * redeem what comes of it. The user's browser does the rest by itself, and a remembered consent would be all it takes
 * (GHSA-6x8h-498w-gv8c, the mix-up of RFC 9700 §4.4). Clients that compare {@code iss} (RFC 9207) notice; others do not.
 *
 * <p>Nothing that the browser sends tells that redirect from the client's own. {@code Sec-Fetch-Site} is {@code cross-site} for both
 * where a web page leads there, and {@code none} for both where an application opened the URL: a redirect in between does not change it
 * (Fetch Metadata Request Headers §2.3, step 4; seen in Chromium 156). {@code Referer} names the first page in both. So no header counts as
 * intent here, its absence neither; what counts is the client's proof, or the user's click on a page that names the client and the
 * resource.
 */
@NullMarked
package dev.gatehouse.authserver.approval;

import org.jspecify.annotations.NullMarked;
