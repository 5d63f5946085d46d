import { z } from 'zod';
import { connectionFailure } from '../../diagnosis/advice.ts';
import { createApiClient } from '../http/api-client.ts';
import type { FailedAnswer, SignedBy } from '../http/api-request.ts';
import { signingAnew } from '../http/signature.ts';
import type { Credentials, Endpoint, Identified, LocateRequest, Provider, ProviderParts } from '../provider.ts';
import { locateBase } from '../locate-base.ts';
import { parseWebAddress } from '../web-address.ts';
import { createClickUpClient } from './client.ts';
import { clickUpDescriptor, tokenPage } from './descriptor.ts';
import { classifyFailure, keyName, systemName } from './failures.ts';

export function createClickUpProvider(parts: ProviderParts): Provider {
  return {
    descriptor: { ...clickUpDescriptor, fixedAddress: parts.clickUpAddress },
    readAddress: (typed) =>
      typed.trim() === '' || isClickUp(parseWebAddress(typed)) ? new URL(parts.clickUpAddress) : parseWebAddress(typed),
    identify: (request) => identify(parts, request),
    locate: ({ address }) => Promise.resolve().then(() => locate(address, parts.clickUpAddress)),
    open: ({ endpoint, credentials, http, workspaceId, renew }) => {
      const api = createApiClient({
        parts,
        baseUrl: endpoint.baseUrl,
        signedBy: sign(credentials),
        renewSigned: signingAnew(renew, sign),
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

const sign = ({ secret }: Credentials): SignedBy => ({ headers: { authorization: personalToken(secret) } });

/** Bare: with `Bearer` in front ClickUp takes a personal token for an OAuth one and refuses it. */
const personalToken = (secret: string): string => secret.trim().replace(/^(bearer\s+)?(?=pk_)/i, '');

/** There is one ClickUp for everybody; any of its pages stands for it. Another address is a proxy or the simulator. */
function locate(address: string, clickUpAddress: string): Endpoint {
  if (address.trim() === '') return { baseUrl: clickUpAddress, deployment: 'cloud' };
  const url = parseWebAddress(address);
  if (url === undefined) throw connectionFailure('wrong-address', { systemName });
  if (isClickUp(url)) return { baseUrl: clickUpAddress, deployment: 'cloud' };
  const path = url.pathname.replace(/\/+$/, '').replace(/\/api(\/v\d+)?$/, '');
  return { baseUrl: `${url.origin}${path}`, deployment: 'cloud' };
}

const isClickUp = (url: URL | undefined): boolean => /(^|\.)clickup\.com$/.test(url?.hostname ?? '');

const errorBody = z.object({ ECODE: z.string() });

/** Everything but the status page wants a key; the refusal carries ClickUp's own code. */
async function identify(parts: ProviderParts, request: Omit<LocateRequest, 'credentials'>): Promise<Identified> {
  const endpoint = locate(request.address, parts.clickUpAddress);
  const { http, signal } = request;
  const isFromSystem = ({ json }: FailedAnswer): boolean => errorBody.safeParse(json).success;
  const search = { parts, http, signal, systemName, signedBy: {}, path: '/api/v2/user', isFromSystem };
  await locateBase([endpoint.baseUrl], search);
  return { endpoint };
}
