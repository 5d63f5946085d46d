import { expect } from 'vitest';
import { AppError } from '../../../src/lib/app-error.ts';
import { createProviders } from '../../../src/providers/catalog.ts';
import { recording, type Sent } from './sent-requests.ts';
import { now, useSimulator } from '../../unit/simulator/set-up.ts';
import type {
  Credentials,
  HttpOptions,
  Provider,
  ProviderClient,
  ProviderId,
} from '../../../src/providers/provider.ts';
import type { Page } from '../../../src/providers/vocabulary.ts';
import type { Simulator } from '../../../src/simulator/simulator.ts';
import type { Flavour } from './flavours.ts';

export const patient: HttpOptions = { timeoutMs: 10_000, retries: 0 };

/** The real providers over the real network stack, against one simulator for the file. */
export function useProviders() {
  const simulator = useSimulator();
  const waits: number[] = [];
  const sent: Sent[] = [];
  const providers = (): Record<ProviderId, Provider> =>
    createProviders({
      fetch: recording(sent),
      wait: (ms) => {
        waits.push(ms);
        return Promise.resolve();
      },
      now: () => now,
      atlassianGateway: simulator.sim.gateway.url,
      clickUpAddress: simulator.sim.sites.clickup.url,
    });
  const credentials = ({ site }: Flavour, secret?: string): Credentials => {
    const [usual] = simulator.sim.sites[site].accounts;
    return { ...usual!, ...(secret === undefined ? {} : { secret }) };
  };
  return {
    /** Every request of every client, in their order. */
    sent,
    /** What was waited between retries, in milliseconds. */
    waits,
    providers,
    credentials,
    get sim(): Simulator {
      return simulator.sim;
    },
    /** Found and opened as the app does it. */
    async open(flavour: Flavour, options: { http?: HttpOptions; secret?: string } = {}): Promise<ProviderClient> {
      const provider = providers()[flavour.provider];
      const key = credentials(flavour, options.secret);
      const { url } = simulator.sim.sites[flavour.site];
      const endpoint = await provider.locate({ address: url, credentials: key, http: patient });
      return provider.open({ endpoint, credentials: key, http: options.http ?? patient });
    },
  };
}

const mostPages = 60;

/** Follows the cursors to the end; a list that does not end, or shows something twice, fails here. */
export async function allOf<T extends { id: string }>(ask: (cursor?: string) => Promise<Page<T>>): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const { items: more, nextCursor } = await ask(cursor);
    items.push(...more);
    if (nextCursor === undefined) {
      expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
      return items;
    }
    cursor = nextCursor;
  }
  throw new Error('The list does not end.');
}

/** The AppError a call ends in; one that succeeds, or fails otherwise, fails the test. */
export async function failureOf(call: Promise<unknown>): Promise<AppError> {
  const [{ status, ...outcome }] = await Promise.allSettled([call]);
  if ('reason' in outcome && outcome.reason instanceof AppError) return outcome.reason;
  throw new Error(`Ended otherwise: ${status}`, { cause: 'reason' in outcome ? outcome.reason : undefined });
}

export const sorted = (texts: readonly string[]): string[] => [...texts].sort();
