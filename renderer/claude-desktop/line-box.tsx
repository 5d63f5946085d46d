import { ScrollArea } from '@mantine/core';
import { useEffect, useRef } from 'react';
import classes from './line-box.module.css';

type LineBoxProps = {
  readonly label: string;
  readonly lines: readonly { readonly text: string; readonly marked?: boolean }[];
};

/** The last lines of a log, the end in sight. */
export function LineBox({ label, lines }: LineBoxProps) {
  const viewport = useRef<HTMLDivElement>(null);
  useEffect(() => {
    viewport.current?.scrollTo({ top: viewport.current.scrollHeight });
  }, [lines]);
  return (
    <ScrollArea.Autosize
      mah={240}
      className={classes['box']}
      viewportRef={viewport}
      viewportProps={{ tabIndex: 0, role: 'log', 'aria-label': label }}
    >
      <div className={classes['lines']}>
        {lines.map(({ text, marked = false }, index) => (
          <div key={`${index} ${text}`} className={classes['line']} data-marked={marked || undefined}>
            {text}
          </div>
        ))}
      </div>
    </ScrollArea.Autosize>
  );
}
