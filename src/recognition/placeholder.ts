/** Longer than any key or what stands for one: looking through such a text may take very long. */
export const longestValue = 10_000;

/** Whether a value stands for one that is somewhere else, or is still to be filled in. */
export function isPlaceholder(value: string): boolean {
  const text = value.trim();
  if (text.length > longestValue) return false;
  return text === '' || placeholders.some((each) => each.test(text)) || addressToFillIn.test(text);
}

const placeholders: readonly RegExp[] = [
  // ${VAR}, ${input:jira-token}, $VAR, %VAR%, {{ secrets.jira }}, {env:JIRA_TOKEN}, {file:~/key}, $(cat key)
  /\$\{[^{}]*\}/,
  /^\$[A-Za-z_]\w*$/,
  /^%[A-Za-z_]\w*%$/,
  /\{\{[^{}]*\}\}/,
  /^\{(env|file|input|keychain|secret):[^}]*\}$/i,
  /^\$\(.*\)$/,
  // Places in a password manager.
  /^(op|vault|keychain|bw|doppler|infisical|awssm|gcpsm|secretref|env|keyring):(\/\/)?/i,
  // <your token>, [token], your-token-here, YOURTOKEN, my-api-key, insert token
  /^<.*>$/,
  /^\[.*\]$/,
  /^(your|insert|enter|paste|replace)[\w\s.@-]*$/i,
  /^my[\s._-][\w\s.-]*(key|token|secret|password|pat)$/i,
  /^\w*[_-](here|goes[_-]here)$/i,
  // xxxx, ****, ...., pk_xxxxxxxx, ATATT3xxx…, dots of a masked value
  /^[x*.•●_-]+$/i,
  /(x{5,}|\*{4,}|\.{3,}|…|•{3,}|●{3,})/i,
  /^(change[\s_-]?me|change[\s_-]?this|todo|tbd|none|null|undefined|nil|n\/a|example|sample|placeholder|dummy|redacted|\[?hidden\]?|secret|password|token|key|api[\s_-]?key|api[\s_-]?token)$/i,
  /^(true|false|yes|no|on|off)$/i,
];

/** https://your-company.atlassian.net */
const addressToFillIn =
  /^(https?:\/\/)?([\w-]+\.)?(your|my)[-_.]?[\w-]*(company|domain|instance|site|server|org|organi[sz]ation|tenant|internal-domain|openproject|jira|confluence)[\w-]*([.:/]|$)/i;
