import { Text, VisuallyHidden } from '@mantine/core';
import { useMemo, type CSSProperties } from 'react';
import { ProviderMark, providerNames } from '../connections/provider-mark.tsx';
import { hrefOf } from '../ui/route.ts';
import { dateIn, formatDay, useNow } from '../ui/time.ts';
import { capitalized } from '../ui/words.ts';
import { byDue, dueText, endText, noteOf, plainUnlessUrgent, urgencyOf } from './key-words.ts';
import { barOf, scaleAt, type Bar, type Scale } from './timeline-scale.ts';
import classes from './timeline.module.css';
import type { Key } from './types.ts';

const spanStyle = ({ from, to }: Bar['life']): CSSProperties => ({ left: `${from}%`, width: `${to - from}%` });
const at = (place: number): CSSProperties => ({ left: `${place}%` });

/** What the row's text says as well. */
function BarDrawing({ bar }: { bar: Bar }) {
  const { life, passed, late, rest, endless, grace } = bar;
  return (
    <span className={classes.chart} aria-hidden>
      {rest !== undefined && (
        <>
          <span className={classes.rest} style={spanStyle(rest)} />
          {rest.to < 100 && <span className={classes.end} style={at(rest.to)} />}
        </>
      )}
      <span className={classes.life} data-endless={endless || undefined} style={spanStyle(life)} />
      <span className={classes.passed} style={spanStyle(passed)} />
      {late !== undefined && <span className={classes.late} style={spanStyle(late)} />}
      {!endless && <span className={classes.due} style={at(life.to)} />}
      {grace !== undefined && <span className={classes.grace} style={at(grace)} />}
    </span>
  );
}

function NameCell({ item }: { item: Key }) {
  return (
    <span className={classes.name}>
      <ProviderMark provider={item.provider} size={30} />
      <span className={classes.lines}>
        <Text span size="sm" fw={600} lh={1.3} lineClamp={2} title={item.name} className="breakable">
          {item.name}
        </Text>
        <Text span size="xs" c="dimmed" truncate className="tabular">
          {item.credential.hint} · {!item.active && 'paused · '}
          {providerNames[item.provider]}
        </Text>
      </span>
    </span>
  );
}

function StateCell({ item, now }: { item: Key; now: Date }) {
  const urgency = urgencyOf(item, now);
  const note = noteOf(item, now);
  const day = item.due === undefined ? undefined : formatDay(item.due.on);
  return (
    <span className={classes.lines}>
      <Text span size="sm" fw={500} truncate c={plainUnlessUrgent(urgency)}>
        {capitalized(dueText(item, now))}
      </Text>
      <Text span size="xs" truncate c={note?.color ?? 'dimmed'} className="tabular">
        {note === undefined ? day : capitalized(note.text)}
      </Text>
    </span>
  );
}

function Row({ item, scale, now }: { item: Key; scale: Scale; now: Date }) {
  return (
    <li>
      <a
        href={hrefOf({ screen: 'keys', id: item.connectionId })}
        className={classes.row}
        data-urgency={urgencyOf(item, now)}
        data-paused={!item.active || undefined}
      >
        <NameCell item={item} />
        <BarDrawing bar={barOf(item, scale)} />
        <StateCell item={item} now={now} />
        <VisuallyHidden>
          Made on {formatDay(item.credential.createdAt)}. Ends: {endText(item)}.
        </VisuallyHidden>
      </a>
    </li>
  );
}

/** Months and today, behind all rows. */
function Grid({ scale }: { scale: Scale }) {
  return (
    <div className={classes.grid} aria-hidden>
      {scale.ticks.map(({ at: place, label, year, minor }) => (
        <span key={place} className={classes.tick} style={at(place)} data-minor={minor || undefined}>
          <span className={classes.month} data-year={year || undefined}>
            {label}
          </span>
        </span>
      ))}
      <span className={classes.today} style={at(scale.today)}>
        <span className={classes.todayLabel}>Today</span>
      </span>
    </div>
  );
}

const signs = [
  ['due', 'to be replaced'],
  ['end', 'ends by itself'],
  ['grace', 'old key is kept until'],
] as const;

function Legend() {
  return (
    <div className={classes.legend} aria-hidden>
      {signs.map(([sign, meaning]) => (
        <span key={sign} className={classes.sign}>
          <span className={classes[sign]} />
          {meaning}
        </span>
      ))}
    </div>
  );
}

/** All keys over the months around today, the most urgent first. */
export function Timeline({ keys }: { keys: readonly Key[] }) {
  const now = useNow();
  const today = dateIn(0, now);
  const scale = useMemo(() => scaleAt(new Date(`${today}T12:00:00`)), [today]);
  return (
    <div className={classes.frame}>
      <div className={classes.timeline}>
        <Grid scale={scale} />
        <ul className={classes.rows} aria-label="Keys, the next one due first">
          {keys.toSorted(byDue).map((item) => (
            <Row key={item.connectionId} item={item} scale={scale} now={now} />
          ))}
        </ul>
      </div>
      <Legend />
    </div>
  );
}
