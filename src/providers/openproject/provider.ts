import { connectionFailure } from '../../diagnosis/advice.ts';
import { createApiClient } from '../http/api-client.ts';
import { signingAnew } from '../http/signature.ts';
import { locateBase, type BaseSearch } from '../locate-base.ts';
import type { Endpoint, Identified, LocateRequest, Provider, ProviderParts } from '../provider.ts';
import { parseWebAddress, possibleBases } from '../web-address.ts';
import { createOpenProjectClient } from './client.ts';
import { whoAmIPath } from './context.ts';
import { openProjectDescriptor } from './descriptor.ts';
import { classifyFailure, isFromOpenProject, keyName, systemName } from './failures.ts';
import { signWithApiKey } from './signing.ts';

export function createOpenProjectProvider(parts: ProviderParts): Provider {
  return {
    descriptor: openProjectDescriptor,
    readAddress: parseWebAddress,
    identify: (request) => identify(parts, request),
    locate: (request) => locate(parts, request),
    open: ({ endpoint, credentials, http, renew }) => {
      const { baseUrl } = endpoint;
      const tokenPage = `${baseUrl}/my/access_tokens`;
      const api = createApiClient({
        parts,
        baseUrl,
        signedBy: signWithApiKey(credentials),
        renewSigned: signingAnew(renew, signWithApiKey),
        http,
        systemName,
        keyName,
        tokenPage,
        classify: classifyFailure(tokenPage),
      });
      return createOpenProjectClient({ api, baseUrl, tokenPage, now: parts.now });
    },
  };
}

/** The first path segments of OpenProject's pages; what stands before one is where it is installed. */
const pages = new Set(
  `projects work_packages wp my api login users admin account activities attachments boards calendars forums gantt groups
  home meetings members news notifications portfolios programs roadmap search team_planners time_entries topics types
  versions workspaces`.split(/\s+/),
);

async function locate(parts: ProviderParts, request: LocateRequest): Promise<Endpoint> {
  const { address, credentials, http, signal } = request;
  const url = parseWebAddress(address);
  if (url === undefined) throw connectionFailure('wrong-address', { systemName });
  if (url.hostname.endsWith('.openproject.com')) return { baseUrl: `https://${url.host}`, deployment: 'cloud' };
  const baseUrl = await findBase(parts, url, { http, signal, signedBy: signWithApiKey(credentials) });
  return { baseUrl, deployment: 'data-center' };
}

async function identify(parts: ProviderParts, request: Omit<LocateRequest, 'credentials'>): Promise<Identified> {
  const { address, http, signal } = request;
  const url = parseWebAddress(address);
  if (url === undefined) throw connectionFailure('wrong-address', { systemName });
  const baseUrl = await findBase(parts, url, { http, signal, signedBy: {} });
  const deployment = url.hostname.endsWith('.openproject.com') ? 'cloud' : 'data-center';
  return { endpoint: { baseUrl, deployment } };
}

function findBase(parts: ProviderParts, url: URL, how: Pick<BaseSearch, 'http' | 'signal' | 'signedBy'>) {
  const search = { ...how, parts, systemName, path: whoAmIPath, isFromSystem: isFromOpenProject };
  return locateBase(possibleBases(url, pages, 'openproject'), search);
}
