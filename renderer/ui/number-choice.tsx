import { NumberInput, Select } from '@mantine/core';
import { useDidUpdate } from '@mantine/hooks';
import { useRef, useState } from 'react';

/** What can be typed where none of the offered numbers is the right one. */
export type NumberRange = { readonly min: number; readonly max: number; readonly unit: string };

type FieldProps = {
  readonly label: string;
  readonly range: NumberRange;
  readonly w: number;
  /** Undefined: nothing was typed that could be used. */
  readonly onDone: (typed: number | undefined) => void;
};

function NumberField({ label, range, w, onDone }: FieldProps) {
  const [typed, setTyped] = useState<number | string>('');
  const isUsable = typeof typed === 'number' && typed >= range.min && typed <= range.max;
  return (
    <NumberInput
      aria-label={`${label}: number of ${range.unit}`}
      w={w}
      style={{ flexShrink: 0 }}
      min={range.min}
      max={range.max}
      // More is not taken.
      clampBehavior="strict"
      allowDecimal={false}
      allowNegative={false}
      placeholder={`Number of ${range.unit}`}
      suffix={` ${range.unit}`}
      autoFocus
      // Escape leaves the field, not the dialog around it.
      data-mantine-stop-propagation
      value={typed}
      onChange={setTyped}
      onBlur={() => {
        onDone(isUsable ? typed : undefined);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onDone(isUsable ? typed : undefined);
        if (event.key === 'Escape') onDone(undefined);
      }}
    />
  );
}

const another = 'another';

type NumberChoiceProps = {
  readonly label: string;
  readonly w: number;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly value: string;
  readonly range: NumberRange;
  readonly onChoose: (value: string) => void;
};

/** A choice of usual numbers, and a field for any other one. */
export function NumberChoice({ label, w, options, value, range, onChoose }: NumberChoiceProps) {
  const [typing, setTyping] = useState(false);
  const select = useRef<HTMLInputElement>(null);
  useDidUpdate(() => {
    // The field that had the focus is gone.
    if (!typing && document.activeElement === document.body) select.current?.focus();
  }, [typing]);
  if (typing)
    return (
      <NumberField
        {...{ label, range, w }}
        onDone={(typed) => {
          setTyping(false);
          if (typed !== undefined && String(typed) !== value) onChoose(String(typed));
        }}
      />
    );
  return (
    <Select
      ref={select}
      aria-label={label}
      w={w}
      style={{ flexShrink: 0 }}
      allowDeselect={false}
      comboboxProps={{ position: 'bottom-end' }}
      maxDropdownHeight={320}
      data={[...options, { value: another, label: 'Another number…' }]}
      value={value}
      onChange={(chosen) => {
        if (chosen === another) setTyping(true);
        else if (chosen !== null && chosen !== value) onChoose(chosen);
      }}
    />
  );
}
