import { issuer, mcpUrl } from './gatehouse.mjs';

/** Verifier and challenge of RFC 7636, appendix B. */
export const codeVerifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const codeChallenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

/** Registers a public client and gives back the address its browser would be sent to. */
export async function authorizationUrl({ redirectUri, name = 'interop', scope }) {
  const reply = await fetch(`${issuer}/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ client_name: name, redirect_uris: [redirectUri], token_endpoint_auth_method: 'none' }),
  });
  if (reply.status !== 201) throw new Error(`registration answered ${reply.status}: ${await reply.text()}`);
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: (await reply.json()).client_id,
    redirect_uri: redirectUri,
    resource: mcpUrl,
    state: 'kept',
    code_challenge: codeChallenge,
    code_challenge_method: 'S256',
  });
  if (scope) query.set('scope', scope);
  return `${issuer}/authorize?${query}`;
}
