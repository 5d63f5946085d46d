import { Writable } from 'node:stream';

/**
 * Keeps stdout for the protocol: gives back the one way to write to it, and sends whatever else is printed (a
 * library's console.log) to stderr.
 */
export function claimStdout({ stdout, stderr }: Pick<NodeJS.Process, 'stdout' | 'stderr'>): Writable {
  const write = stdout.write.bind(stdout);
  const wire = new Writable({
    decodeStrings: false,
    write: (chunk: string | Uint8Array, encoding, done) => {
      write(chunk, encoding, done);
    },
  });
  stdout.write = stderr.write.bind(stderr);
  return wire;
}
