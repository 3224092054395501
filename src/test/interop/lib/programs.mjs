// The programs without a user of clients.yaml.

export const withSecret = { client_id: 'program-with-secret', client_secret: 'everybody-may-know-this' };
export const withKey = { client_id: 'program-with-key' };

/** RFC 7515, appendix A.3. */
export function knownKey() {
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
    y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
    d: 'jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI',
  };
  return crypto.subtle.importKey('jwk', jwk, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']);
}

/** A public key as a client registers it. */
export async function jwksOf({ publicKey }) {
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', publicKey);
  return { keys: [{ kty, crv, x, y }] };
}
