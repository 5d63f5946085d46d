import { ScrollArea, VisuallyHidden } from '@mantine/core';
import classes from './diff-view.module.css';

type LineKind = 'added' | 'removed' | 'place' | 'kept';

function kindOf(line: string): LineKind {
  if (line.startsWith('@@')) return 'place';
  if (line.startsWith('+')) return 'added';
  return line.startsWith('-') ? 'removed' : 'kept';
}

const spoken: Partial<Record<LineKind, string>> = { added: 'Added: ', removed: 'Removed: ' };

/** The lines of a unified diff without its file names; the same file is named above it. */
function linesOf(diff: string): readonly string[] {
  return diff
    .replace(/\n$/, '')
    .split('\n')
    .filter((line) => !/^(---|\+\+\+|===|Index:|\\ No newline)/.test(line));
}

/** A unified diff to be read by people: coloured, with the signs kept and said. */
export function DiffView({ diff }: { diff: string }) {
  return (
    <ScrollArea.Autosize
      mah={300}
      className={classes['diff']}
      viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': 'The change, line by line' }}
    >
      <div className={classes['lines']}>
        {linesOf(diff).map((line, index) => {
          const kind = kindOf(line);
          return (
            <div key={`${index} ${line}`} className={classes['line']} data-kind={kind}>
              {spoken[kind] !== undefined && <VisuallyHidden>{spoken[kind]}</VisuallyHidden>}
              {kind === 'place' ? '⋯' : line}
            </div>
          );
        })}
      </div>
    </ScrollArea.Autosize>
  );
}
