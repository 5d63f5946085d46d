import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { CallInput, CallName, CallOutput } from '../../src/api/contract.ts';
import { hostMessage, type CallAnswer, type EventMessage } from '../../src/api/wire.ts';

/** `keyring-host serve` as the desktop window starts it. */
export async function startServe(host: string, home: string, env: Record<string, string> = {}) {
  const child: ChildProcess = fork(host, ['serve', '--home', home], { env, stdio: 'ignore' });
  const heard: EventMessage[] = [];
  const waiting = new Map<number, (answer: CallAnswer) => void>();
  let asked = 0;
  const ready = new Promise<void>((begun, failed) => {
    child.on('message', (raw) => {
      const message = hostMessage.parse(raw);
      if (message.type === 'ready') begun();
      else if (message.type === 'event') heard.push(message.message);
      else waiting.get(message.id)?.(message.answer);
    });
    child.once('exit', (code) => {
      failed(new Error(`keyring-host ended with ${String(code)}.`));
    });
  });
  await ready;
  return {
    /** The payloads of this event so far. */
    heard: (event: string) => heard.filter((each) => each.event === event).map(({ payload }) => payload),
    async call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
      asked += 1;
      const id = asked;
      const answered = new Promise<CallAnswer>((resolve) => waiting.set(id, resolve));
      child.send({ type: 'call', id, request: { name, input } });
      const answer = await answered;
      if (!answer.ok) throw Object.assign(new Error(answer.error.message), answer.error);
      return answer.output as CallOutput<N>;
    },
    async close(): Promise<void> {
      const gone = once(child, 'exit');
      child.disconnect();
      await gone;
    },
  };
}
export type Serve = Awaited<ReturnType<typeof startServe>>;
