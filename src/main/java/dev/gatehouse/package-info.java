/**
 * THE MAP. OAuth 2.1 for MCP: an authorization server and an MCP resource server, two verticles in one JVM.
 *
 * <pre>
 * Main             the program: command line in, exit code out
 * cli              what was typed, the help, the words at the start
 * Gatehouse        both servers, running; GatehouseBuilder what to start, for an embedder
 * wiring           how the parts are put together
 * settings         typed settings, loading, checking
 * oauth            the vocabulary and the pure rules of OAuth; JDK only
 * jose             one strict reader each of JWS, JWK, NumericDate and base64url; thumbprints, signatures
 * token            access tokens: minting (signing) and checking (verification), and whether their senders hold the key (dpop)
 * store            what the authorization server remembers; each operation atomic
 * handshake        its steps and endpoints, one typed event per decision, and the masked exchange around it
 * json             reading JSON strictly, writing it safely, and what a schema finds wrong, in words
 * pem              keys and certificates in PEM files
 * tls              certificates: the servers' own, and those that are believed
 * http             plumbing that both servers share; sse: streams of events; client: bounded requests to other servers
 * quota            bounds: room that everyone shares fairly, and how often something may be done
 * authserver       the authorization server, a package per endpoint family
 * mcp              the protocol, without HTTP or OAuth
 * tools            one class a tool
 * everything       the fixtures of the conformance suite
 * resourceserver   the gate, the metadata, Streamable HTTP, the landing page
 * fault            what goes wrong between clients and servers, in the words of console and doctor
 * client           acting as a client: requests of MCP for guide and doctor; oauth: discovery of an authorization server
 * headless         a login without a browser, for the command token and for tests
 * console          the live view of the handshake; hears both servers, sees neither
 * stdio            the stdio transport
 * doctor           examines the authorization of any MCP server from outside
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
