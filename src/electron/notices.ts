import { Notification } from 'electron';
import { z } from 'zod';
import type { EventMessage } from '../api/wire.ts';

const words = { title: z.string(), text: z.string() };
const notice = z.union([
  z.object({ kind: z.literal('claude-desktop'), ...words }),
  z.object({ kind: z.string(), connectionId: z.uuid(), ...words, bundles: z.number().optional() }),
]);

/** Shows reminders with the operating system's notifications; a click leads to the place in the window that helps. */
export class Notices {
  readonly #open: (place: string) => void;
  /** Held, because the listener of a collected notification never hears the click. */
  readonly #shown = new Set<Notification>();

  constructor(open: (place: string) => void) {
    this.#open = open;
  }

  note({ event, payload }: EventMessage): void {
    const found = event === 'reminders.notice' ? notice.safeParse(payload).data : undefined;
    if (found === undefined || !Notification.isSupported()) return;
    const shown = new Notification({ title: found.title, body: found.text });
    const forget = (): void => {
      this.#shown.delete(shown);
    };
    shown.on('click', () => {
      forget();
      this.#open(placeOf(found));
    });
    shown.on('close', forget);
    shown.on('failed', forget);
    this.#shown.add(shown);
    shown.show();
  }
}

/** See renderer/ui/route.ts. A key that fails is looked at first; one that is due is replaced; the rest is a list. */
function placeOf(found: z.infer<typeof notice>): string {
  if (!('connectionId' in found)) return '#/claude-desktop';
  const { kind, connectionId, bundles } = found;
  if (bundles !== undefined) return '#/keys';
  if (kind === 'failing') return `#/keys/${connectionId}/diagnose`;
  return kind === 'due' || kind === 'interrupted' ? `#/keys/${connectionId}/rotate` : '#/keys';
}
