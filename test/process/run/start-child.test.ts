import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { startHost } from '../built-host.ts';

const module = JSON.stringify(fileURLToPath(new URL('../../../src/host/start-child.ts', import.meta.url)));

/** The way without becoming the other program: Windows, and what might not start. */
const beside = (source: string) => {
  const program = `import { endLike, startChild } from ${module};
    const end = await startChild({ name: process.execPath, args: ['-e', ${JSON.stringify(source)}], env: process.env });
    if (end.kind === 'not-started') console.log(end.code); else endLike(end);`;
  return startHost([process.execPath, '--input-type=module', '-e', program], { PATH: process.env['PATH'] ?? '' });
};

describe.skipIf(process.platform === 'win32')('a server that runs beside us', () => {
  it('ends us with its exit code', async () => {
    expect(await beside('process.exit(3)').exited).toEqual({ code: 3, signal: null });
  });

  it('ends us with the signal that ended it', async () => {
    expect(await beside("process.kill(process.pid, 'SIGKILL')").exited).toEqual({ code: null, signal: 'SIGKILL' });
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'gets our %s, and we wait for what it makes of it',
    async (signal) => {
      const source = `process.on('${signal}', () => { console.log('heard'); process.exit(7); }); setInterval(() => {}, 1e6); console.log('ready')`;
      const started = beside(source);
      await vi.waitFor(() => {
        expect(started.output.stdout).toBe('ready\n');
      }, 10_000);
      started.child.kill(signal);
      expect(await started.exited).toEqual({ code: 7, signal: null });
      expect(started.output.stdout).toBe('ready\nheard\n');
    },
  );

  it('has our stdin, and what it says is said by us', async () => {
    const started = beside('process.stdin.pipe(process.stdout)');
    started.child.stdin.end('one\ntwo');
    expect(await started.exited).toEqual({ code: 0, signal: null });
    expect(started.output).toEqual({ stdout: 'one\ntwo', stderr: '' });
  });
});
