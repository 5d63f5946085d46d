/** Whether a name says that its value is a key: `JIRA_API_TOKEN`, `apiKey`, `--jira-personal-token`, `X-Api-Key`. */
export function saysSecret(name: string): boolean {
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  if (last === 'key') return !keysOfOtherKinds.has(words.at(-2) ?? '');
  return secretWords.has(last) || joined.test(last);
}

/** Whether it says that the value is a password, which may be short and of plain words. */
export function saysPassword(name: string): boolean {
  return /^(pass(word|wd|phrase)?|pwd|pw)$/.test(wordsOf(name).at(-1) ?? '');
}

/** In small letters; a number at the end only counts: `TOKEN_2`. */
function wordsOf(name: string): readonly string[] {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .map((word) => word.replace(/\d+$/, ''))
    .filter((word) => word !== '');
  return words.at(-1) === 'value' ? words.slice(0, -1) : words;
}

const secretWords = new Set([
  ...['token', 'secret', 'password', 'passwd', 'passphrase', 'pass', 'pwd', 'pw', 'pat', 'bearer', 'authorization'],
  ...['credential', 'credentials', 'cookie', 'auth', 'jwt', 'apikey', 'sas', 'dsn'],
]);
/** Words that people write as one: `accesstoken`, `clientsecret`, `dbpassword`, `apikey`. */
const joined = /(token|secret|password|passwd|apikey|accesskey|secretkey|privatekey)$/;
/** `JIRA_PROJECT_KEY` is a name and `PUBLIC_KEY` no secret. */
const keysOfOtherKinds = new Set([
  ...[
    'public',
    'project',
    'space',
    'issue',
    'board',
    'sort',
    'primary',
    'foreign',
    'partition',
    'cache',
    'host',
    'hot',
  ],
  ...['parent', 'epic', 'field', 'object', 'group', 'shortcut', 'publishable', 'known'],
]);
