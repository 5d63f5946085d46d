import { createContext, use } from 'react';
import type { ApiClient } from '../../src/api/client.ts';
import type { LinkSource } from '../transport/link.ts';

export type Api = ApiClient & { readonly link: LinkSource };

export const ApiContext = createContext<Api | undefined>(undefined);

export function useApi(): Api {
  const api = use(ApiContext);
  if (api === undefined) throw new Error('useApi needs an ApiContext above it');
  return api;
}
