import { randomBytes, timingSafeEqual } from 'node:crypto';

/** Who may talk to the web shell: whoever opened an address with a token that nobody used before, from then on by cookie. */
export interface Sessions {
  /** A token for one address; making one makes the unused ones before it void. */
  newToken(): string;
  /** The cookie's value when the token is good; each token is good once. */
  open(token: string): string | undefined;
  isOpen(cookieHeader: string | undefined): boolean;
  cookie(value: string): string;
}

export function createSessions(): Sessions {
  // Cookies are shared by all ports of a host: the name keeps two shells apart.
  const name = `mcp-keyring-${randomBytes(6).toString('hex')}`;
  let token: string | undefined;
  const open = new Set<string>();
  return {
    newToken: () => (token = secretText()),
    open(offered) {
      if (token === undefined || !same(offered, token)) return undefined;
      token = undefined;
      const value = secretText();
      open.add(value);
      return value;
    },
    isOpen(header) {
      const value = valueOf(header ?? '', name);
      return value !== undefined && [...open].some((known) => same(value, known));
    },
    cookie: (value) => `${name}=${value}; HttpOnly; SameSite=Strict; Path=/`,
  };
}

function secretText(): string {
  return randomBytes(24).toString('base64url');
}

function same(offered: string, known: string): boolean {
  const [a, b] = [Buffer.from(offered), Buffer.from(known)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function valueOf(header: string, name: string): string | undefined {
  const pairs = header.split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}
