/**
 * What the authorization server remembers: one small interface per record. Each operation is atomic, so that memory, a file and a
 * database can all keep the promise that a code is redeemed once; a caller never reads and then writes.
 *
 * <table>
 * <caption>The records</caption>
 * <tr><th>record</th><th>key</th><th>ends</th><th>hashed</th></tr>
 * <tr><td>client</td><td>client_id</td><td>when never authorized and crowded out, or deleted</td><td>client_secret, registration_access_token</td></tr>
 * <tr><td>pending request</td><td>random id</td><td>10 minutes, or its answer</td><td>the browser's cookie</td></tr>
 * <tr><td>pushed request</td><td>SHA-256 of the request_uri</td><td>60 seconds, or its use</td><td>request_uri</td></tr>
 * <tr><td>authorization code</td><td>SHA-256 of the code</td><td>code lifetime</td><td>code</td></tr>
 * <tr><td>grant</td><td>random id</td><td>refresh token lifetime, or revoked</td><td>–</td></tr>
 * <tr><td>refresh token</td><td>SHA-256 of the token</td><td>idle lifetime, or with its grant</td><td>token</td></tr>
 * <tr><td>consent</td><td>user, client_id, redirect URI and resource</td><td>consent lifetime, withdrawn, or with its client</td><td>–</td></tr>
 * <tr><td>browser session</td><td>SHA-256 of the cookie</td><td>session lifetime, idle lifetime, or logout</td><td>cookie</td></tr>
 * <tr><td>revocation</td><td>grant id, jti, client_id, or sub with or without client_id</td><td>when the last token it concerns would have ended</td><td>–</td></tr>
 * <tr><td>proof id</td><td>SHA-256 of jkt and jti, 128 bits of it</td><td>when the proof is stale</td><td>jti</td></tr>
 * <tr><td>assertion id</td><td>SHA-256 of client_id and jti</td><td>exp of the assertion</td><td>jti</td></tr>
 * </table>
 *
 * <p>Every record carries its own expiry and is checked against it; every implementation is bounded. What happens at the bound:
 *
 * <table>
 * <caption>Whose room a record takes, and what goes when it is full</caption>
 * <tr><th>record</th><th>whose</th><th>when full</th></tr>
 * <tr><td>client, not authorized yet</td><td>the network that registered it</td><td>the least recently used one of whoever holds most</td></tr>
 * <tr><td>client</td><td>a user who authorized it, then the next</td><td>the least recently used one of whoever holds most</td></tr>
 * <tr><td>pending request</td><td>the user; apart from these, the network</td><td>the oldest of whoever holds most</td></tr>
 * <tr><td>pushed request</td><td>the client of the settings; apart from these, the network</td><td>the oldest of whoever holds most</td></tr>
 * <tr><td>code, consent, browser session</td><td>the user</td><td>the oldest of whoever holds most</td></tr>
 * <tr><td>grant with its refresh token</td><td>the user</td><td>the oldest of whoever holds most, with all that came of it</td></tr>
 * <tr><td>used refresh token</td><td>the user</td><td>the oldest of whoever holds most: its replay is then a guess</td></tr>
 * <tr><td>revocation</td><td>the subject</td><td>none is forgotten: those of whoever holds most are joined</td></tr>
 * <tr><td>proof id, assertion id</td><td>the user or network, then the client</td><td>none is forgotten: who holds as much as is left is refused</td></tr>
 * </table>
 */
@NullMarked
package dev.gatehouse.store;

import org.jspecify.annotations.NullMarked;
