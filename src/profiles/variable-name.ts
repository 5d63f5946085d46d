import { z } from 'zod';

/** These change which code a program runs, or where it looks for everything: whoever sets them owns the program. */
const loading = new Set([
  ...['PATH', 'PATHEXT', 'HOME', 'USERPROFILE', 'SHELL', 'COMSPEC', 'SYSTEMROOT', 'WINDIR', 'IFS', 'ENV', 'BASH_ENV'],
  ...['SHELLOPTS', 'BASHOPTS', 'PS4', 'PROMPT_COMMAND', 'GCONV_PATH', 'LOCPATH', 'NLSPATH', 'TMPDIR'],
  ...['NODE_OPTIONS', 'NODE_PATH', 'NODE_EXTRA_CA_CERTS', 'NODE_TLS_REJECT_UNAUTHORIZED', 'ELECTRON_RUN_AS_NODE'],
  ...['PYTHONPATH', 'PYTHONHOME', 'PYTHONSTARTUP', 'PYTHONINSPECT', 'PERL5OPT', 'PERL5LIB', 'PERL5DB', 'PERLLIB'],
  ...['RUBYOPT', 'RUBYLIB', 'JAVA_TOOL_OPTIONS', '_JAVA_OPTIONS', 'JDK_JAVA_OPTIONS', 'CLASSPATH', 'PHPRC'],
  ...['GIT_SSH', 'GIT_SSH_COMMAND', 'GIT_EXEC_PATH', 'GIT_EXTERNAL_DIFF', 'DOTNET_STARTUP_HOOKS', 'MCP_KEYRING_HOME'],
]);
const loadingFamilies = /^(LD|DYLD|BASH_FUNC)_/;

/** Why a variable of this name cannot hold a key; undefined where it can. Windows does not tell cases apart. */
export function refusalOf(name: string): string | undefined {
  if (name === '') return 'Enter the name of the variable.';
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return 'Use letters, digits and _ only, and no digit at the beginning.';
  if (name.length > 128) return 'This is too long for a variable.';
  const wide = name.toUpperCase();
  if (!loading.has(wide) && !loadingFamilies.test(wide)) return undefined;
  return `${name} is not for keys: it changes how programs start and what they load.`;
}

/** A variable of the environment that a key may be put into. */
export const variableName = z.string().superRefine((name, context) => {
  const message = refusalOf(name);
  if (message !== undefined) context.addIssue({ code: 'custom', message });
});
