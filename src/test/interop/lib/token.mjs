import { authorizationUrl, codeVerifier } from './authorization.mjs';
import { issuer, mcpUrl } from './gatehouse.mjs';
import { approve } from './text-browser.mjs';

/** An access token of alice's with these scopes, by the whole code flow of a new client. */
export async function accessToken(scope) {
  const redirectUri = 'http://localhost:6274/oauth/callback';
  const request = new URL(await authorizationUrl({ redirectUri, scope }));
  const callback = await approve(request);
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code: callback.searchParams.get('code'),
    redirect_uri: redirectUri,
    client_id: request.searchParams.get('client_id'),
    code_verifier: codeVerifier,
    resource: mcpUrl,
  });
  const reply = await fetch(`${issuer}/token`, { method: 'POST', body });
  if (reply.status !== 200) throw new Error(`the token endpoint answered ${reply.status}: ${await reply.text()}`);
  return (await reply.json()).access_token;
}
