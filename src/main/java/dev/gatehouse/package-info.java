/**
 * THE MAP. OAuth 2.1 for MCP: an authorization server and an MCP resource server, two verticles in one JVM.
 *
 * <pre>
 * Main             the program: command line in, exit code out
 * Gatehouse        both servers, running; GatehouseBuilder: what to start, for an embedder
 * ResourceServer   the gate alone, for routes of an embedder; ResourceServerBuilder: whose tokens it accepts
 *
 * wiring           how the parts are put together
 * cli              the command line, the help, the banner
 * settings         the two ways to settings; model: typed records; load: where they come from, and their checks
 *
 * oauth            the vocabulary and the pure rules of OAuth, JDK only: scopes, errors, causes
 *                  client, uri, grant (from request to refresh token), challenge, crypto
 * jose             one strict reader each of JWS, JWK, NumericDate and base64url; thumbprints, signatures
 * token            access tokens; signing: mints them; verification: checks them; dpop: proofs of possession
 * store            what the authorization server remembers, each operation atomic; memory: in the heap
 * quota            rate limits, and room that everyone shares fairly
 *
 * authserver       the authorization server, a package per endpoint family:
 *                  authorize, login, consent, approval, session, identity (who logs in), allowed, logout, page,
 *                  client (authentication), registration, document (CIMD), outbound (guarded fetching),
 *                  grant, revocation, introspection, metadata, jwks, admin
 * resourceserver   the MCP resource server: gate, metadata, transport (Streamable HTTP), whoami, landing
 * mcp              the protocol, without HTTP or OAuth; tools see this package and
 *                  caller, client (questions to it), content, prompt, resource, schema;
 *                  inside: server, era, legacy, modern, session, call, feature, registry, jsonrpc
 * tools            one class a tool
 * everything       the fixtures of the conformance suite
 * stdio            the stdio transport
 *
 * http             what both servers share: server, access (hosts, origins, CORS), address, limit, answer, page,
 *                  record (of exchanges), sse (event streams), client (bounded requests to other servers)
 * handshake        its steps and endpoints, one typed decision at a time, and the redacted exchange around them
 * json             reads JSON strictly, writes it safely, words what a schema finds wrong
 * pem, tls         keys and certificates in PEM files; certificates of the servers, and those that are trusted
 *
 * console          the live view; run: runs and steps; diagnosis: what went wrong; guide: a walk step by step
 * doctor           examines the authorization of any MCP server from outside: probe, check, report
 * fault            what goes wrong between clients and servers, in the words of console and doctor
 * client           acts as a client: requests of MCP for guide and doctor; oauth: discovery
 * headless         a login without a browser, for the command {@code token} and for tests
 *
 *   authserver ─┐                      ┌─ resourceserver ─▶ mcp ◀─ tools
 *       │       ├─▶ http ─▶ handshake ◀┤        │            ▲
 *       ▼       ▼                      ▼        ▼            └─ stdio
 *     store   token.signing          oauth   token.verification
 *
 *   console ─▶ http, handshake, oauth, fault, client ◀─ doctor
 * </pre>
 *
 * <p>The two servers never see each other; {@code ArchitectureTest} holds the arrows.
 *
 * <p><b>For embedders</b>: this package; {@code mcp} with its packages for callers, clients, content, prompts, resources and schemas;
 * {@code oauth}, {@code settings} with its {@code model}, {@code store}; and the types that these name, such as {@code Decision}, {@code
 * Authenticator} and {@code AccessToken}. Everything else is internal, also where it is public, and may change with each version; {@code
 * PublicApiTest} holds the list.
 */
@NullMarked
package dev.gatehouse;

import org.jspecify.annotations.NullMarked;
