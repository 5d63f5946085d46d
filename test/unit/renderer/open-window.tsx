import { render } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { createApiClient } from '../../../src/api/client.ts';
import { createQueryClient } from '../../../renderer/api/queries.ts';
import { App } from '../../../renderer/app.tsx';
import { createLink } from '../../../renderer/transport/link.ts';
import { FakeTransport } from '../../fakes/renderer/fake-transport.ts';

type WindowOptions = { readonly at?: string; readonly prepare?: (host: FakeTransport) => void };

/** The whole window over a fake host, opened at an address such as `#/server`. */
export function openWindow({ at = '#/connections', prepare }: WindowOptions = {}) {
  window.location.hash = at;
  const host = new FakeTransport();
  prepare?.(host);
  const link = createLink();
  const queries = createQueryClient();
  render(<App api={{ ...createApiClient(host), link }} queries={queries} env="test" />);
  return { host, link, queries, user: userEvent.setup({ delay: null }) };
}
