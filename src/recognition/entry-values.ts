import type { NamedValue } from './recognition.ts';

/** A value that stands in an argument: which one, so that it can be taken out again. */
export type ArgumentValue = NamedValue & { readonly index: number };

/**
 * The named values of a command line: `--jira-token abc`, `--jira-token=abc`, `-e JIRA_API_TOKEN=abc` (Docker),
 * `--header "X-Jira-Token: abc"` (mcp-remote).
 */
export function argumentValues(args: readonly string[]): readonly ArgumentValue[] {
  return args.flatMap((argument, index) => {
    const before = args[index - 1] ?? '';
    const found = header(before, argument) ?? optionValue(before, argument) ?? assignment(argument);
    return found === undefined ? [] : [{ ...found, index }];
  });
}

function header(before: string, argument: string): NamedValue | undefined {
  if (!/^(--headers?|-H)$/.test(before)) return undefined;
  const [, name, value] = /^([\w-]+)\s*:\s*(\S.*)$/.exec(argument) ?? [];
  return name === undefined || value === undefined ? undefined : { name, value };
}

/** Tokens of Atlassian hold a `=`: what follows an option is its value, unless the option takes assignments. */
function optionValue(before: string, argument: string): NamedValue | undefined {
  if (!isOption(before) || isOption(argument) || /^--?(e|env|environment|build-arg|set)$/.test(before))
    return undefined;
  return { name: before.replace(/^--?/, ''), value: argument };
}

/** The name begins with a letter: `https://example.com/?a=b` is no assignment. */
function assignment(argument: string): NamedValue | undefined {
  const [, name, value] = /^-{0,2}([A-Za-z][\w.-]*)=(.+)$/.exec(argument) ?? [];
  return name === undefined || value === undefined ? undefined : { name, value };
}

const isOption = (argument: string): boolean => /^--?[A-Za-z][\w-]*$/.test(argument);
