// The Gatehouse under test: where it is, and its users.

export const issuer = process.env.GATEHOUSE_ISSUER ?? 'http://localhost:8999';
export const origin = process.env.GATEHOUSE_ORIGIN ?? 'http://localhost:8990';
export const mcpUrl = `${origin}/mcp`;

export const alice = { username: 'alice', password: 'password123' };
export const bob = { username: 'bob', password: 'hunter2' };
