import { connectionFailure } from '../../diagnosis/advice.ts';
import { createApiClient } from '../http/api-client.ts';
import type { Endpoint, Provider, ProviderParts } from '../provider.ts';
import { parseWebAddress } from '../web-address.ts';
import { createClickUpClient } from './client.ts';
import { clickUpDescriptor, tokenPage } from './descriptor.ts';
import { classifyFailure, keyName, systemName } from './failures.ts';

export function createClickUpProvider(parts: ProviderParts): Provider {
  return {
    descriptor: { ...clickUpDescriptor, fixedAddress: parts.clickUpAddress },
    locate: ({ address }) => Promise.resolve().then(() => locate(address, parts.clickUpAddress)),
    open: ({ endpoint, credentials, http, workspaceId }) => {
      const api = createApiClient({
        parts,
        baseUrl: endpoint.baseUrl,
        signedBy: { headers: { authorization: personalToken(credentials.secret) } },
        http,
        systemName,
        keyName,
        tokenPage,
        classify: classifyFailure,
      });
      const site = { api, now: parts.now, workspaceId: workspaceId === '' ? undefined : workspaceId };
      return createClickUpClient(site, endpoint.baseUrl);
    },
  };
}

/** Bare: with `Bearer` in front ClickUp takes a personal token for an OAuth one and refuses it. */
const personalToken = (secret: string): string => secret.trim().replace(/^(bearer\s+)?(?=pk_)/i, '');

/** There is one ClickUp for everybody; any of its pages stands for it. Another address is a proxy or the simulator. */
function locate(address: string, clickUpAddress: string): Endpoint {
  if (address.trim() === '') return { baseUrl: clickUpAddress, deployment: 'cloud' };
  const url = parseWebAddress(address);
  if (url === undefined) throw connectionFailure('wrong-address', { systemName });
  if (/(^|\.)clickup\.com$/.test(url.hostname)) return { baseUrl: clickUpAddress, deployment: 'cloud' };
  const path = url.pathname.replace(/\/+$/, '').replace(/\/api(\/v\d+)?$/, '');
  return { baseUrl: `${url.origin}${path}`, deployment: 'cloud' };
}
