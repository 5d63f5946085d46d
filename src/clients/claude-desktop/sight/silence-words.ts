import type { Silence } from './conversation.ts';
import type { SightVerdict } from './sight-report.ts';

type Words = Pick<SightVerdict, 'title' | 'next'>;

const updateEntry = 'Update the entry above, so that it names where MCP Keyring is now.';

/** What it means that a server cannot be started or says nothing, and what to do. `log`: its last line. */
export function wordsFor(silence: Silence, log: string | undefined): Words {
  switch (silence.why) {
    case 'not-started':
      return notStarted(silence.code);
    case 'ended':
      return {
        title: `The program ended at once${endedHow(silence.code, silence.signal)}, without an answer.`,
        next:
          log === undefined
            ? 'It gave no reason. Update the entry above; if that does not help, install MCP Keyring again.'
            : 'Its last words are below. If it names something that is missing, update the entry above; else install MCP Keyring again.',
      };
    case 'timeout':
      return {
        title: 'The program runs but does not answer.',
        next: 'Claude gives up after 60 seconds. Check that the entry above starts MCP Keyring and no other program; a virus scanner may also hold it back.',
      };
    case 'refused':
      return {
        title: `The program answered with an error: ${silence.message}`,
        next: 'Update the entry above, so that it starts this version of MCP Keyring.',
      };
  }
}

function notStarted(code: string | undefined): Words {
  if (code === 'ENOENT')
    return {
      title: 'The command is not there.',
      next: `${updateEntry} Claude has hardly any PATH: a name alone is not found.`,
    };
  if (code === 'EACCES' || code === 'EPERM')
    return {
      title: 'The command may not be executed.',
      next: `${updateEntry} If it is there, allow running it, or look whether a virus scanner blocks it.`,
    };
  return { title: `The command cannot be started (${code ?? 'no reason given'}).`, next: updateEntry };
}

function endedHow(code: number | null, signal: string | null): string {
  if (signal !== null) return ` (stopped by ${signal})`;
  return code === null || code === 0 ? '' : ` (exit code ${code})`;
}
