import { policy, type Policy } from '../../../src/policy/policy.ts';
import type { ProviderClient } from '../../../src/providers/provider.ts';
import type { FieldChange, ItemChange, Prepared, Written } from '../../../src/providers/writes.ts';
import { aClient, aConnection, FakeAccess } from '../../fakes/connections/fake-access.ts';

export const asking = policy.parse({ access: 'ask', allowDelete: true });
export const writing = policy.parse({ access: 'read-write', allowDelete: true });

export function aChange(more: Partial<Prepared> & { written?: Partial<Written> } = {}): Prepared {
  const { written, ...given } = more;
  const changes: FieldChange[] = [{ field: 'State', before: 'Open', after: 'Done' }];
  const prepared = { kind: 'update' as const, target: 'PROJ-1 Fix it', projects: ['10'], changes, ...given };
  const id = prepared.target.split(' ')[0]!;
  return { apply: () => Promise.resolve({ id, changes: prepared.changes, ...written }), ...prepared };
}

/** A system of items that have a state and nothing else. */
export class FakeItems {
  readonly states = new Map<string, string>();
  /** The items that were written, in order. */
  readonly applied: string[] = [];
  /** What was asked for, in order. */
  readonly asked: [string, ItemChange][] = [];

  constructor(...ids: string[]) {
    for (const id of ids) this.states.set(id, 'Open');
  }

  readonly prepareUpdate = (id: string, change: ItemChange): Promise<Prepared> => {
    this.asked.push([id, change]);
    const before = this.states.get(id);
    const after = change.state ?? before;
    const changes = before === after ? [] : [{ field: 'State', before, after }];
    const apply = (): Promise<Written> => {
      this.applied.push(id);
      this.states.set(id, after ?? '');
      return Promise.resolve({ id, title: `Title of ${id}`, url: `https://work.example/${id}`, changes });
    };
    return Promise.resolve({ kind: 'update', target: `${id} Title of ${id}`, projects: ['10'], changes, apply });
  };
}

type Calls = { items?: Partial<NonNullable<ProviderClient['items']>> } & Omit<Partial<ProviderClient>, 'items'>;

/** One connection "Work" with what the test gives its client. */
export function accessTo(calls: Calls, allowed: Policy = writing): FakeAccess {
  const client = aClient(calls as Partial<ProviderClient>);
  return new FakeAccess().add(aConnection('Work', { policy: allowed }), client);
}

/** A signal for the test to wait for and to give. */
export function gate() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
