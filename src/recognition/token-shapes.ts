import type { ProviderId } from '../providers/provider.ts';

/** A kind of key that can be told by how it begins, as its vendor publishes it. */
export type TokenShape = {
  /** With its article: "a ClickUp API token". */
  readonly called: string;
  readonly pattern: RegExp;
  readonly provider?: ProviderId;
  /** Whose it is, where one of our systems takes it. */
  readonly family?: 'atlassian-cloud' | 'clickup' | 'openproject';
};

/** The first that fits counts: the special ones stand before the general ones. */
export const tokenShapes: readonly TokenShape[] = [
  { called: 'an API token of Atlassian’s cloud', pattern: /AT[A-Z]TT[\w=-]{8,}/, family: 'atlassian-cloud' },
  { called: 'a Bitbucket app password', pattern: /ATBB[A-Za-z0-9]{24,}/ },
  { called: 'a ClickUp API token', pattern: /pk_\d+_\w{8,}/, provider: 'clickup', family: 'clickup' },
  { called: 'an OpenProject API token', pattern: /opapi-[\w-]{8,}/, provider: 'openproject', family: 'openproject' },
  { called: 'a GitHub token', pattern: /(?:gh[a-z]_[A-Za-z0-9]{16,}|github_pat_\w{20,})/ },
  { called: 'a GitLab token', pattern: /gl[a-z]{2,8}-[\w-]{16,}/ },
  { called: 'a Slack token', pattern: /(?:xox[a-z]|xapp|xwfp)-[\w-]{10,}/ },
  { called: 'a key for Anthropic’s API', pattern: /sk-ant-[\w-]{10,}/ },
  { called: 'a key for OpenRouter', pattern: /sk-or-[\w-]{10,}/ },
  { called: 'a key for OpenAI’s API', pattern: /sk-(?:(?:proj|svcacct|admin|None)-[\w-]{16,}|[A-Za-z0-9]{20,})/ },
  { called: 'an AWS access key', pattern: /A(?:KIA|SIA)[A-Z0-9]{12,}/ },
  { called: 'a Google API key', pattern: /AIza[\w-]{30,}/ },
  { called: 'a Google access token', pattern: /ya29\.[\w-]{16,}/ },
  { called: 'a Google client secret', pattern: /GOCSPX-[\w-]{16,}/ },
  { called: 'a Hugging Face token', pattern: /hf_[A-Za-z0-9]{20,}/ },
  { called: 'an npm token', pattern: /npm_[A-Za-z0-9]{30,}/ },
  { called: 'a PyPI token', pattern: /pypi-[\w-]{40,}/ },
  { called: 'a Stripe key', pattern: /[rs]k_(?:live|test)_[A-Za-z0-9]{16,}/ },
  { called: 'a Notion token', pattern: /(?:ntn_[A-Za-z0-9]{30,}|secret_[A-Za-z0-9]{40,})/ },
  { called: 'a Linear API key', pattern: /lin_(?:api|oauth)_[A-Za-z0-9]{30,}/ },
  { called: 'a Figma token', pattern: /fig[a-z]_[\w-]{30,}/ },
  { called: 'an Airtable token', pattern: /pat[A-Za-z0-9]{14}\.[a-f0-9]{64}/ },
  { called: 'a Sentry token', pattern: /sntry[a-z]_[\w=+/-]{30,}/ },
  { called: 'a Supabase key', pattern: /sb(?:p_[a-f0-9]{40}|_secret_[\w-]{20,})/ },
  { called: 'a DigitalOcean token', pattern: /do[a-z]_v1_[a-f0-9]{40,}/ },
  { called: 'a Doppler token', pattern: /dp\.[a-z]{2,5}\.[A-Za-z0-9]{30,}/ },
  { called: 'a 1Password service account token', pattern: /ops_eyJ[\w+/=-]{50,}/ },
  { called: 'a HashiCorp Vault token', pattern: /hv[sbr]\.[\w-]{20,}/ },
  { called: 'a SendGrid API key', pattern: /SG\.[\w-]{16,}\.[\w-]{16,}/ },
  { called: 'a Databricks token', pattern: /dapi[a-f0-9]{32}/ },
  { called: 'a Grafana token', pattern: /gl(?:sa|c)_[\w=+/]{30,}/ },
  { called: 'a Postman API key', pattern: /PMAK-[a-f0-9]{24}-[a-f0-9]{34}/ },
  { called: 'a Shopify token', pattern: /shp[a-z]{2}_[a-fA-F0-9]{32}/ },
  { called: 'a key for Groq', pattern: /gsk_[A-Za-z0-9]{40,}/ },
  { called: 'a Replicate token', pattern: /r8_[A-Za-z0-9]{30,}/ },
  { called: 'a key for xAI', pattern: /xai-[A-Za-z0-9]{40,}/ },
  { called: 'a Perplexity key', pattern: /pplx-[A-Za-z0-9]{30,}/ },
  { called: 'a Tavily key', pattern: /tvly-[\w-]{16,}/ },
  { called: 'a Telegram bot token', pattern: /\d{8,10}:AA[\w-]{33}/ },
  { called: 'a signed token (JWT)', pattern: /eyJ[\w-]{10,}\.[\w-]{10,}(?:\.[\w-]*)?/ },
  { called: 'a private key', pattern: /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/ },
];

const beginnings = tokenShapes.map((shape) => ({ shape, begins: new RegExp(`^${shape.pattern.source}`) }));

/** The published kind of key a text begins as. */
export function tokenShapeOf(text: string): TokenShape | undefined {
  return beginnings.find(({ begins }) => begins.test(text))?.shape;
}

/** Data Center's tokens are the base64 of "12-digit number:secret", Targetprocess's of "user number:secret". */
export function encodedTokenOf(text: string): 'data-center' | 'targetprocess' | 'login' | undefined {
  if (!/^[\w+/-]{16,}={0,2}$/.test(text)) return undefined;
  const decoded = Buffer.from(text, 'base64').toString('latin1');
  if (/^\d{12}:/.test(decoded)) return 'data-center';
  if (/^\d{1,9}:[\x20-\x7E]{8}/.test(decoded)) return 'targetprocess';
  return /^(apikey|[\w.+-]+@[\w.-]+):[\x21-\x7E]{8,}$/.test(decoded) ? 'login' : undefined;
}
