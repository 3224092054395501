// For `node --import`: every request to BEARER_ORIGIN carries BEARER_TOKEN, whichever of Node's three HTTP clients
// sends it. The conformance suite has no option for a header, and a gate is closed to it without one.
import http from 'node:http';
import { getGlobalDispatcher, setGlobalDispatcher } from 'undici';

const { BEARER_ORIGIN: origin, BEARER_TOKEN: token } = process.env;
const authorization = `Bearer ${token}`;

const { fetch } = globalThis;
globalThis.fetch = (input, init) => {
  const request = new Request(input, init);
  if (new URL(request.url).origin === origin) request.headers.set('authorization', authorization);
  return fetch(request);
};

setGlobalDispatcher(
  getGlobalDispatcher().compose(dispatch => (options, handler) => {
    const headers = { ...options.headers, authorization };
    return dispatch(String(options.origin) === origin ? { ...options, headers } : options, handler);
  }),
);

const { request } = http;
http.request = (...args) => {
  const options = args.find(arg => arg?.headers) ?? {};
  if (`http://${options.hostname ?? options.host}:${options.port}` === origin) options.headers.Authorization = authorization;
  return request(...args);
};
