/** Whose key a text is, by its form alone. */
export type KeyShape =
  'atlassian-cloud' | 'data-center' | 'clickup' | 'openproject' | 'targetprocess' | 'header' | 'elsewhere';

type Shaped = { readonly shape: KeyShape; /** With its article: "a ClickUp API token". */ readonly called: string };

/** `undefined` where the form says nothing: many keys are any letters. */
export function shapeOf(secret: string): Shaped | undefined {
  const text = secret.trim();
  const known = prefixes.find(({ begins }) => begins.test(text));
  return known ?? shapeOfBase64(text);
}

const prefixes: readonly (Shaped & { readonly begins: RegExp })[] = [
  { begins: /^(authorization:|basic |bearer )/i, shape: 'header', called: 'a whole header line' },
  { begins: /^AT[A-Z]TT[\w=-]{8}/, shape: 'atlassian-cloud', called: 'an API token of Atlassian’s cloud' },
  { begins: /^pk_\d+_/, shape: 'clickup', called: 'a ClickUp API token' },
  { begins: /^opapi-/, shape: 'openproject', called: 'an OpenProject API token' },
  { begins: /^(gh[a-z]_|github_pat_)/, shape: 'elsewhere', called: 'a GitHub token' },
  { begins: /^gl[a-z]*-[\w-]{10}/, shape: 'elsewhere', called: 'a GitLab token' },
  { begins: /^xox[a-z]-/, shape: 'elsewhere', called: 'a Slack token' },
  { begins: /^sk-ant-/, shape: 'elsewhere', called: 'a key for Anthropic’s API' },
  { begins: /^sk-(proj-|[A-Za-z0-9]{20})/, shape: 'elsewhere', called: 'a key for OpenAI’s API' },
  { begins: /^AKIA[A-Z0-9]{12}/, shape: 'elsewhere', called: 'an AWS access key' },
];

/** Data Center's tokens are the base64 of "12-digit number:secret", Targetprocess's of "user number:secret". */
function shapeOfBase64(text: string): Shaped | undefined {
  if (!/^[\w+/-]{16,}={0,2}$/.test(text)) return undefined;
  const decoded = Buffer.from(text, 'base64').toString('latin1');
  if (/^\d{12}:/.test(decoded))
    return { shape: 'data-center', called: 'a personal access token of Jira or Confluence Data Center' };
  if (/^\d{1,9}:[\x20-\x7E]{8}/.test(decoded))
    return { shape: 'targetprocess', called: 'a Targetprocess access token' };
  const isLogin = /^(apikey|[\w.+-]+@[\w.-]+):[\x21-\x7E]{8,}$/.test(decoded);
  return isLogin ? { shape: 'header', called: 'a login with the key in it' } : undefined;
}
