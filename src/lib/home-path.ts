/** A path as people write it: `~/.cursor/mcp.json`. */
export const withTilde = (path: string, home: string): string =>
  path.startsWith(home) && /^[/\\]/.test(path.slice(home.length)) ? `~${path.slice(home.length)}` : path;
