/** What somebody at a terminal can put right, in one line; undefined for a fault of our own. */
export function reasonOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  // Not instanceof AppError: each part of the bundle has a class of its own, and the entry stays free of its schema.
  if (error.name === 'AppError' && 'next' in error) return `${error.message} ${String(error.next)}`;
  if (!('code' in error)) return undefined;
  const code = String(error.code);
  if ('syscall' in error && error.syscall === 'listen') return `${portReason(code)} Choose another one with --port.`;
  const path = 'path' in error && typeof error.path === 'string' ? error.path : undefined;
  return path === undefined ? undefined : `${path} cannot be used (${code}). Choose another folder with --home.`;
}

function portReason(code: string): string {
  if (code === 'EADDRINUSE') return 'Another program uses this port.';
  return code === 'EACCES' ? 'This port is for administrators only.' : `This port cannot be used (${code}).`;
}
