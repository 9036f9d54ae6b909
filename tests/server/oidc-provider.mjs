// SPDX-License-Identifier: GPL-3.0-or-later
// A real provider of OpenID Connect (oidc-provider) on the loopback address, for tests.
// usage: node oidc-provider.mjs INSTALLED STATE PORT KEYS PAGES_REDIRECT
// STATE/accounts.json: {login: claims}, read at each use. STATE/keys-KEYS.json: its private keys, made the first time: a provider that is
// started again with other KEYS has rotated them. Prints its issuer when it listens, and "given back"
// when somebody revokes what renews a sign-in.
import crypto from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

// Its notices go where nobody waits for a line.
console.info = console.error;

const [installed, state, port, keys, pagesRedirect] = process.argv.slice(2);
const { Provider } = await import(pathToFileURL(path.join(installed, 'node_modules/oidc-provider/lib/index.js')));

function makeKeys() {
  const file = path.join(state, `keys-${keys}.json`);
  if (!fs.existsSync(file)) {
    const made = [
      ['RS256', crypto.generateKeyPairSync('rsa', { modulusLength: 2048 })],
      ['PS256', crypto.generateKeyPairSync('rsa', { modulusLength: 2048 })],
      ['ES256', crypto.generateKeyPairSync('ec', { namedCurve: 'P-256' })],
    ].map(([alg, pair]) => ({ ...pair.privateKey.export({ format: 'jwk' }), alg, use: 'sig', kid: `${keys}-${alg}` }));
    fs.writeFileSync(file, JSON.stringify({ keys: made }));
  }
  return JSON.parse(fs.readFileSync(file));
}

const desktop = {
  application_type: 'native', token_endpoint_auth_method: 'none', redirect_uris: ['http://127.0.0.1/callback'],
  grant_types: ['authorization_code', 'refresh_token'], response_types: ['code'],
};
const server = http.createServer();
await new Promise((done) => { server.listen(Number(port), '127.0.0.1', done); });
const issuer = `http://127.0.0.1:${server.address().port}`;
const provider = new Provider(issuer, {
  clients: [
    { ...desktop, client_id: 'troly' },
    { ...desktop, client_id: 'troly-es', id_token_signed_response_alg: 'ES256' },
    { ...desktop, client_id: 'troly-ps', id_token_signed_response_alg: 'PS256' },
    { ...desktop, client_id: 'troly-other' },
    {
      client_id: 'troly-pages', client_secret: 'mat khau: 100%', grant_types: ['authorization_code'], response_types: ['code'],
      redirect_uris: [pagesRedirect],
    },
  ],
  claims: { openid: ['sub'], profile: ['name', 'troly_unit', 'troly_role'] },
  conformIdTokenClaims: false,
  clientDefaults: { id_token_signed_response_alg: 'RS256' },
  enabledJWA: { idTokenSigningAlgValues: ['RS256', 'PS256', 'ES256'] },
  cookies: { keys: [crypto.randomBytes(32).toString('hex')] },
  features: { revocation: { enabled: true } },
  findAccount: (_, login) => ({
    accountId: login,
    claims: () => ({ sub: login, ...JSON.parse(fs.readFileSync(path.join(state, 'accounts.json')))[login] }),
  }),
  jwks: makeKeys(),
  pkce: { required: () => true },
});
provider.on('refresh_token.destroyed', () => console.log('given back'));
server.on('request', provider.callback());
console.log(issuer);
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
