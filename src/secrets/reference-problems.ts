import { AppError } from '../lib/app-error.ts';

/** `client`: the process that reads was started by Claude, with next to no environment. */
type StartedBy = 'user' | 'client';

const failed = (message: string, next: string, cause?: unknown): AppError =>
  new AppError('secret-source-failed', message, next, { cause });

const onlyTheKey = 'It must hold the key and nothing else.';
const nearlyNoEnvironment = 'Claude starts our server with almost no environment';

/** What a source of a key did instead of giving it. Nothing that it printed or held is ever repeated. */
export const sourceFailed = {
  'file-missing': (path: string) =>
    failed(
      `There is no file ${path}.`,
      'Check the path. If something else puts the file there (Docker, a secrets agent), check that it has run.',
    ),
  'file-is-folder': (path: string) =>
    failed(`${path} is a folder, not a file.`, 'Enter the path of the file in it that holds the key.'),
  'file-not-ordinary': (path: string) =>
    failed(`${path} is not an ordinary file.`, 'Enter the path of a file that holds the key.'),
  'file-unreadable': (path: string, cause: unknown) =>
    failed(
      `${path} cannot be read.`,
      'Give your user the right to read it. On macOS, programs are kept out of Desktop, Documents and Downloads: keep the file elsewhere.',
      cause,
    ),
  'file-empty': (path: string) => failed(`${path} is empty.`, 'Write the key into it, and nothing else.'),
  'file-too-long': (path: string) => failed(`${path} is too long for a key.`, onlyTheKey),

  'variable-missing': (name: string, startedBy: StartedBy) =>
    startedBy === 'client'
      ? failed(
          `The environment variable ${name} does not reach the MCP server.`,
          `${nearlyNoEnvironment}. In MCP Keyring, edit the connection and choose the keychain, a file or a command instead.`,
        )
      : failed(
          `The environment variable ${name} is not set for MCP Keyring.`,
          'Set it, then quit MCP Keyring and open it again. What a terminal’s profile sets does not reach programs opened from a menu or the Dock: a file or a command does.',
        ),
  'variable-empty': (name: string) =>
    failed(`The environment variable ${name} is empty.`, 'Set it to the key, and nothing else.'),

  'command-missing': (program: string, startedBy: StartedBy) =>
    failed(
      `The command “${program}” was not found.`,
      startedBy === 'client'
        ? 'Claude starts our server with a very short PATH: edit the connection in MCP Keyring and enter the full path of the command.'
        : 'Check the spelling and that it is installed, or enter its full path.',
    ),
  'command-not-program': (program: string, cause?: unknown) =>
    failed(
      `“${program}” is not a program that can be started.`,
      'Check that your user may run it. A script needs a first line such as #!/bin/sh.',
      cause,
    ),
  'command-is-batch': (program: string) =>
    failed(
      `“${program}” is a batch file, which runs only in a shell.`,
      'Enter a program (.exe) instead, for example powershell.exe with -File and a script.',
    ),
  'command-ended': (program: string, how: string, startedBy: StartedBy) =>
    failed(
      `“${program}” ended with ${how} and gave no key.`,
      startedBy === 'client'
        ? `Run it in a terminal: it may want you to sign in. ${nearlyNoEnvironment}: if it works in a terminal, it may need a variable that is missing here; set that in a script and enter the script.`
        : 'Run it in a terminal to see why: it may want you to sign in first.',
    ),
  'command-too-slow': (program: string, seconds: number) =>
    failed(
      `“${program}” did not answer within ${seconds} seconds.`,
      'It may wait for you to sign in or to confirm: do that, then try again.',
    ),
  'command-silent': (program: string) =>
    failed(`“${program}” printed nothing.`, 'It must print the key. Run it in a terminal to see what it does.'),
  'command-too-long': (program: string) =>
    failed(`“${program}” printed more than a key.`, 'It must print the key and nothing else.'),
};
