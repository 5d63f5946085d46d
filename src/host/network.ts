import http from 'node:http';
import tls from 'node:tls';

export const proxyVariables = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy'];

/**
 * fetch as a company network needs it: through the proxy that the environment names, and trusting the certificate
 * authorities the operating system trusts. Those are read before the first https call only: that takes about 0.2 s.
 */
export function createHostFetch(env: Readonly<Record<string, string | undefined>>): typeof globalThis.fetch {
  if (namesProxy(env)) http.setGlobalProxyFromEnv();
  let systemTrusted = false;
  return (input, init) => {
    if (!systemTrusted && isHttps(input)) {
      systemTrusted = true;
      tls.setDefaultCACertificates([...tls.getCACertificates('default'), ...tls.getCACertificates('system')]);
    }
    return fetch(input, init);
  };
}

function namesProxy(env: Readonly<Record<string, string | undefined>>): boolean {
  return proxyVariables.some((name) => env[name] && !/^no_proxy$/i.test(name));
}

function isHttps(input: string | URL | Request): boolean {
  return (input instanceof Request ? input.url : input.toString()).startsWith('https:');
}
