import { connectionFailure } from '../../diagnosis/advice.ts';
import { authMethodOf, tokenPageAt } from '../auth-method.ts';
import { createApiClient } from '../http/api-client.ts';
import { signingAnew } from '../http/signature.ts';
import { locateBase, type BaseSearch } from '../locate-base.ts';
import type { Endpoint, Identified, LocateRequest, Provider, ProviderParts } from '../provider.ts';
import { parseWebAddress, possibleBases } from '../web-address.ts';
import { createTargetprocessClient } from './client.ts';
import { targetprocessDescriptor } from './descriptor.ts';
import { classifyFailure, isFromTargetprocess, keyNameOf, systemName } from './failures.ts';
import { asJson, whoAmIPath } from './requests.ts';
import { sign } from './signing.ts';

export function createTargetprocessProvider(parts: ProviderParts): Provider {
  return {
    descriptor: targetprocessDescriptor,
    readAddress,
    identify: (request) => identify(parts, request),
    locate: (request) => locate(parts, request),
    open: ({ endpoint, credentials, http, renew }) => {
      const { baseUrl } = endpoint;
      const keyName = keyNameOf(credentials.method);
      const tokenPage = tokenPageAt(authMethodOf(targetprocessDescriptor, credentials.method), baseUrl);
      const api = createApiClient({
        ...{ parts, baseUrl, http, systemName, keyName, tokenPage },
        signedBy: sign(credentials),
        renewSigned: signingAnew(renew, sign),
        classify: classifyFailure(keyName, tokenPage),
      });
      return createTargetprocessClient({ api, baseUrl, now: parts.now });
    },
  };
}

/** The first path segments of Targetprocess's pages; what stands before one is where it is installed. */
const pages = new Set(
  'api attachment.aspx board.aspx default.aspx entity index.html login login.aspx restui svc tp2 uploadfile.ashx'.split(
    ' ',
  ),
);

async function locate(parts: ProviderParts, request: LocateRequest): Promise<Endpoint> {
  const { address, credentials, http, signal } = request;
  const url = readAddress(address);
  if (url === undefined) throw connectionFailure('wrong-address', { systemName });
  if (url.hostname.endsWith('.tpondemand.com')) return { baseUrl: `https://${url.host}`, deployment: 'cloud' };
  const baseUrl = await findBase(parts, url, { http, signal, signedBy: sign(credentials) });
  return { baseUrl, deployment: 'data-center' };
}

async function identify(parts: ProviderParts, request: Omit<LocateRequest, 'credentials'>): Promise<Identified> {
  const { address, http, signal } = request;
  const url = readAddress(address);
  if (url === undefined) throw connectionFailure('wrong-address', { systemName });
  const baseUrl = await findBase(parts, url, { http, signal, signedBy: {} });
  const deployment = url.hostname.endsWith('.tpondemand.com') ? 'cloud' : 'data-center';
  return { endpoint: { baseUrl, deployment } };
}

function findBase(parts: ProviderParts, url: URL, how: Pick<BaseSearch, 'http' | 'signal' | 'signedBy'>) {
  const search = { ...how, parts, systemName, path: whoAmIPath, query: asJson, isFromSystem: isFromTargetprocess };
  return locateBase(possibleBases(url, pages, 'targetprocess'), search);
}

const readAddress = (typed: string): URL | undefined => parseWebAddress(withDomain(typed.trim()));

/** The bare name of an account stands for its address at tpondemand.com. */
const withDomain = (address: string): string =>
  /^[a-z0-9][a-z0-9-]*$/i.test(address) && address.toLowerCase() !== 'localhost'
    ? `${address}.tpondemand.com`
    : address;
