export const parties = {
  client: 'Client', browser: 'Browser', as: 'Authorization server', rs: 'Resource server',
};

export const verdicts = {
  connected: ['✓', 'connected'],
  refused: ['✕', 'refused'],
  silent: ['…', 'silent'],
  asked: ['○', 'asked, and went on in another run'],
  under_way: ['→', 'under way'],
};

export const turns = { granted: '✓ granted', refused: '✕ refused', noted: 'noted', turn: '↩ turned back' };

export const claims = {
  iss: 'issuer: who made this token. It must be the authorization server that the resource trusts.',
  sub: 'subject: the user it speaks for.',
  aud: 'audience: the resource it is for. Any other one must refuse it.',
  exp: 'expires at. After this moment it is refused.',
  iat: 'issued at.',
  nbf: 'not before: refused until this moment.',
  jti: 'the name of this one token, by which it can be revoked.',
  client_id: 'the client that it was issued to.',
  azp: 'the party that it was issued to.',
  scope: 'what it allows, frozen when it was made.',
  ring: 'the ring of the user, for information only: nothing is decided by it.',
  alg: 'the algorithm of the signature.',
  typ: 'what kind of token it is: at+jwt is an access token (RFC 9068).',
  kid: 'which of the issuer\'s keys made the signature.',
};

/** Where the panes stand below each other, and a step opens beneath its row. */
export const narrow = matchMedia('(max-width: 1199px)');
